; The setup for one user, without administrator rights; makensis runs on Linux (package.sh).
;   setup.exe /S       silent, for a bulk roll-out or a USB stick
;   setup.exe /D=E:\x  another folder; the last word, without quotes
; Ends with 4 where Windows is too old, 5 while the program runs, 6 where no copy of the data can be made.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh

!define APP ErchengStation
!define TITLE "两站工作台"
!define DATA "$LOCALAPPDATA\${APP}"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define CLASSES "Software\Classes"
!define WRITING 0x40000000
!define READING 0x80000000

Name "${TITLE} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
ManifestDPIAware true
ManifestSupportedOS Win10
!ifdef QUICK
  SetCompress off ; only to prove an upgrade
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "${TITLE}"
VIAddVersionKey /LANG=2052 CompanyName "Ercheng Station"
VIAddVersionKey /LANG=2052 FileDescription "${TITLE}安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright "Apache-2.0"

!define MUI_ICON "${WORK}/station.ico"
!define MUI_UNICON "${WORK}/station.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WORK}/side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${TITLE}离线办公，不联网，不需要管理员权限，只装给当前用户。$\r$\n$\r$\n已经装过的直接升级：先留一份数据副本，台账数据原样保留。$\r$\n$\r$\n安装前请先退出${TITLE}。"
!define MUI_LICENSEPAGE_BUTTON "下一步(&N) >"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "本程序按 Apache-2.0 许可证提供，按“下一步”继续。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开${TITLE}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${STAGE}/LICENSE.txt"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese

!macro Refuse CODE WORDS
  MessageBox MB_OK|MB_ICONSTOP "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; A library that a process has loaded cannot be opened for writing. Whoever updates from within the program has time to leave it.
!macro RefuseWhileRunning
  ${DoWhile} ${FileExists} "$INSTDIR\runtime\python311.dll"
    System::Call 'kernel32::CreateFileW(w "$INSTDIR\runtime\python311.dll", i ${WRITING}, i 0, p 0, i 3, i 0, p 0) p .r0'
    ${If} $0 P<> -1
      System::Call 'kernel32::CloseHandle(p r0)'
      ${ExitDo}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONSTOP "${TITLE}正在运行。台账数据没有动。请先退出程序，再按“重试”。" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 5
      Quit
    ${EndIf}
  ${Loop}
!macroend

; What setup put there, and nothing else: a portable copy's data lies in the same folder.
!macro RemoveProgram
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\ercheng-station.exe"
  Delete "$INSTDIR\LICENSE.txt"
!macroend

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse 4 "${TITLE}需要 64 位的 Windows 10（1809 或更新）或 Windows 11。这台电脑没有改动。请换一台电脑安装。"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_OK|MB_ICONEXCLAMATION "这台电脑的 Windows 10 早于 1809，${TITLE}可能打不开。可以继续安装，台账数据不受影响。" /SD IDOK
  ${EndIf}
FunctionEnd

; Pushes the folder where the data lies: the one chosen in the program, which its note names in UTF-8, else the usual one.
Function DataFolder
  StrCpy $0 "${DATA}"
  System::Call 'kernel32::CreateFileW(w "${DATA}\data-folder.txt", i ${READING}, i 1, p 0, i 3, i 0, p 0) p .r1'
  ${If} $1 P<> -1
    System::Alloc 4096
    Pop $2
    System::Call 'kernel32::ReadFile(p r1, p r2, i 4000, *i .r3, p 0)'
    System::Call 'kernel32::CloseHandle(p r1)'
    ${If} $3 > 0
      System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r2, i r3, w .r4, i 1000) i .r5'
      StrCpy $4 $4 $5
      ${If} ${FileExists} "$4\station.db"
        StrCpy $0 $4
      ${EndIf}
    ${EndIf}
    System::Free $2
  ${EndIf}
  Push $0
FunctionEnd

; Before anything of the older version is touched.
Function CopyData
  ReadRegStr $R1 HKCU "${UNINSTALL}" "DisplayVersion"
  Call DataFolder
  Pop $R0
  ${If} $R1 != ""
  ${AndIf} ${FileExists} "$R0\station.db"
    StrCpy $R2 "$R0\升级前备份\$R1"
    ClearErrors
    CreateDirectory "$R2"
    CopyFiles /SILENT "$R0\station.db*" "$R2"
    ${If} ${FileExists} "$R0\keys.json"
      CopyFiles /SILENT "$R0\keys.json" "$R2"
    ${EndIf}
    ${If} ${Errors}
    ${OrIfNot} ${FileExists} "$R2\station.db"
      !insertmacro Refuse 6 "升级前没能留下数据副本，磁盘可能满了。程序和台账数据都没有动。请腾出空间，再试一次。"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "主程序" Main
  SectionIn RO
  !insertmacro RefuseWhileRunning
  Call CopyData
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${STAGE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Ercheng Station"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${APP}.exe"
SectionEnd

Section "桌面图标" Desktop
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${APP}.exe"
SectionEnd

; A bundle is an ordinary workbook and a receipt is JSON: both stay with the program that opens them now, and ours is
; offered beside it. Windows knows files by their ending alone, not by a name like *_2026-10_v1.xlsx.
Section "列入“打开方式”" Offered
  WriteRegStr HKCU "${CLASSES}\${APP}.File" "" "${TITLE}的上报包或回执"
  WriteRegStr HKCU "${CLASSES}\${APP}.File\DefaultIcon" "" "$INSTDIR\${APP}.exe,0"
  WriteRegStr HKCU "${CLASSES}\${APP}.File\shell\open" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${APP}.File\shell\open\command" "" '"$INSTDIR\${APP}.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.xlsx\OpenWithProgids" "${APP}.File" ""
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "${APP}.File" ""
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro RefuseWhileRunning
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  DeleteRegValue HKCU "${CLASSES}\.xlsx\OpenWithProgids" "${APP}.File"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "${APP}.File"
  DeleteRegKey HKCU "${CLASSES}\${APP}.File"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${APP}"
  MessageBox MB_OK|MB_ICONINFORMATION "${TITLE}已卸载。台账数据仍在：$\r$\n${DATA}" /SD IDOK
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${Main} "程序、运行环境和字体。已有的台账数据不受影响。"
  !insertmacro MUI_DESCRIPTION_TEXT ${Desktop} "在桌面上放一个图标。"
  !insertmacro MUI_DESCRIPTION_TEXT ${Offered} "上报包（.xlsx）和回执（.json）点右键，“打开方式”里可以选${TITLE}；双击仍用原来的程序打开。"
!insertmacro MUI_FUNCTION_DESCRIPTION_END
