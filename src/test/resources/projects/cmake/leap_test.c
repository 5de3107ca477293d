#include <stdio.h>
#include <string.h>

#include "leap.h"

static int check(const char *file, int line, int year, int expected) {
    if (is_leap(year) != expected) {
        printf("%s:%d: is_leap(%d) is not %d\n", file, line, year, expected);
        return 1;
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 1 && strcmp(argv[1], "centuries") == 0) {
        return check(__FILE__, __LINE__, 1900, 0) + check(__FILE__, __LINE__, 2000, 1);
    }
    return check(__FILE__, __LINE__, 2023, 0) + check(__FILE__, __LINE__, 2024, 1);
}
