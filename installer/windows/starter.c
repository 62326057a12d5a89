/* Starts the program with the Python that lies in runtime\ beside it. Built twice: without a console for the window,
   with one for the command line. runtime\python311._pth fixes where modules come from, so that nothing of the user's
   own Python, of PYTHONPATH or of the registry gets in. */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define GIVEN 4
typedef int (*run_t)(int, wchar_t **);

static int refuse(const wchar_t *missing) {
    wchar_t words[LONGEST + 200];
    swprintf(words, LONGEST + 200, L"程序文件不完整。台账数据没有动。请重新安装。\n%ls（%lu）", missing, GetLastError());
    MessageBoxW(NULL, words, L"两站工作台", MB_ICONERROR);
    return 3;
}

static int begin(void) {
    static wchar_t program[LONGEST], folder[LONGEST], library[LONGEST], script[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
    wchar_t *cut = length && length < LONGEST ? wcsrchr(program, L'\\') : NULL;
    if (!cut) return refuse(program);
    wcsncpy(folder, program, cut - program);
    swprintf(library, LONGEST, L"%ls\\runtime\\python311.dll", folder);
    swprintf(script, LONGEST, L"%ls\\app\\start.pyc", folder);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run_t run = python ? (run_t)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) return refuse(library);
    int count = 0;
    wchar_t **asked = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **told = calloc((size_t)count + GIVEN, sizeof *told);
    if (!asked || !told) return refuse(script);
    told[0] = program;
    told[1] = L"-X";
    told[2] = L"utf8";
    told[3] = script;
    for (int at = 1; at < count; at++) told[GIVEN - 1 + at] = asked[at];
    return run(GIVEN - 1 + count, told);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR line, int show) {
    (void)self, (void)before, (void)line, (void)show;
    return begin();
}
#else
int wmain(void) { return begin(); }
#endif
