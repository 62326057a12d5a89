"""msi.py VERSION FILES ICON: prints the description of the MSI from which wixl makes it, for offices that push packages.

FILES lists what is installed, one path a line. Each folder is a component that a value under HKCU stands for, as
Windows Installer wants it of a package for one user.
"""

import sys
from itertools import groupby
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

NAME, TITLE = "ErchengStation", "两站工作台"
OURS = UUID("6f0f3f0a-5b1e-4d7c-9a53-2b7d9a0c41d8")
"""The upgrade code; it never changes."""
Folders = dict[PurePosixPath, Element]


def described(version: str, files: list[PurePosixPath], icon: Path) -> Element:
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(
        wix, "Product", Id="*", Name=TITLE, Version=version, Manufacturer="Ercheng Station", Language="2052",
        Codepage="65001", UpgradeCode=str(OURS),
    )  # fmt: skip
    SubElement(
        product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perUser", Platform="x64"
    )
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage="已经装有更新的版本。台账数据没有动。")
    SubElement(product, "Media", Id="1", Cabinet="station.cab", EmbedCab="yes")
    SubElement(product, "Icon", Id="station.ico", SourceFile=icon.name)
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="station.ico")
    root = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    feature = SubElement(product, "Feature", Id="Main", Level="1")
    programs = SubElement(
        SubElement(root, "Directory", Id="LocalAppDataFolder"), "Directory", Id="Programs", Name="Programs"
    )
    folders: Folders = {PurePosixPath(NAME): SubElement(programs, "Directory", Id="INSTALLDIR", Name=NAME)}
    for folder, inside in groupby(files, lambda path: path.parent):
        component = _component(_folder(folders, folder), feature, f"f{len(feature)}", str(folder))
        for path in inside:
            SubElement(
                component,
                "File",
                Id=f"{component.get('Id')}x{len(component)}",
                Source=str(path),
                Name=path.name,
            )
    _shortcut(SubElement(root, "Directory", Id="ProgramMenuFolder"), feature, "menu")
    _shortcut(SubElement(root, "Directory", Id="DesktopFolder"), feature, "desktop")
    return wix


def _folder(folders: Folders, path: PurePosixPath) -> Element:
    if path not in folders:
        above = _folder(folders, path.parent)
        folders[path] = SubElement(above, "Directory", Id=f"d{len(folders)}", Name=path.name)
    return folders[path]


def _component(folder: Element, feature: Element, id: str, told: str) -> Element:
    component = SubElement(folder, "Component", Id=id, Guid=str(uuid5(OURS, told)))
    SubElement(
        component, "RegistryValue", Root="HKCU", Key=f"Software\\{NAME}\\Parts", Name=id, Type="integer", Value="1",
        KeyPath="yes",
    )  # fmt: skip
    SubElement(component, "RemoveFolder", Id=f"{id}r", On="uninstall")
    SubElement(feature, "ComponentRef", Id=id)
    return component


def _shortcut(folder: Element, feature: Element, id: str) -> None:
    component = _component(folder, feature, id, id)
    SubElement(
        component,
        "Shortcut",
        Id=f"{id}s",
        Name=TITLE,
        Target=f"[INSTALLDIR]{NAME}.exe",
        WorkingDirectory="INSTALLDIR",
    )


if __name__ == "__main__":
    listed = [PurePosixPath(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    listed.sort(key=lambda path: (path.parent.parts, path.name))
    sys.stdout.buffer.write(
        ElementTree.tostring(described(sys.argv[1], listed, Path(sys.argv[3])), encoding="utf-8")
    )
