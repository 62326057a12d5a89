"""Taking files into the data folder, for a form and for the command line alike."""

from pathlib import Path

from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.fields import FileRef
from ercheng_station.services import pictures


def keep_file(store: Store, path: Path, report: Report = silent) -> FileRef:
    """Stores the content; of a photo also when it was taken. UserError names what cannot be taken."""
    file = store.attachments.put(path, path.name, report)
    if not file.mime.startswith("image/"):
        return file
    content = store.attachments.read(file.sha256, file.name)
    if not pictures.is_picture(content):
        return file
    try:
        taken = pictures.look(content, file.name).taken_at
    except UserError as error:
        if error.code != "picture-damaged":
            raise
        return file  # half a photo is evidence too; whoever looks at it is told
    return FileRef(file.sha256, file.name, file.size, file.mime, taken.isoformat() if taken else "")
