/* Compiled on Debian 11 (glibc 2.31), loaded on glibc 2.28: five functions got a newer version in 2.29; the old one is bound.
   gcc -include; with ac_cv_func_sem_clockwait=no CPython then needs nothing newer. */
#if defined(__x86_64__)
# define OLD "GLIBC_2.2.5"
#elif defined(__aarch64__)
# define OLD "GLIBC_2.17"
#endif
#if defined(OLD) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@" OLD);
__asm__(".symver log,log@" OLD);
__asm__(".symver pow,pow@" OLD);
__asm__(".symver exp2,exp2@" OLD);
__asm__(".symver log2,log2@" OLD);
#endif
