"""In whose name letters go out: the bureau's, which numbers and seals them; the office prepares them."""

BUREAU = "鄂州市鄂城区市场监督管理局"
