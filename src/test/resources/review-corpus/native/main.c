#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    char line[80];
    char name[8];
    gets(line);
    strcpy(name, argv[1]);
    system(line);
    return 0;
}
