package shop;

final class Deep {
    int level(int[][][] cells) {
        int sum = 0;
        for (int[][] plane : cells) {
            for (int[] row : plane) {
                for (int cell : row) {
                    if (cell > 0) {
                        while (sum < cell) {
                            if (sum % 2 == 0) {
                                sum += cell;
                            }
                            sum++;
                        }
                    }
                }
            }
        }
        return sum;
    }

    int many(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
        return a + b + c + d + e + f + g + h + i;
    }

    int lengthy(int n) {
        n += 0;
        n += 1;
        n += 2;
        n += 3;
        n += 4;
        n += 5;
        n += 6;
        n += 7;
        n += 8;
        n += 9;
        n += 10;
        n += 11;
        n += 12;
        n += 13;
        n += 14;
        n += 15;
        n += 16;
        n += 17;
        n += 18;
        n += 19;
        n += 20;
        n += 21;
        n += 22;
        n += 23;
        n += 24;
        n += 25;
        n += 26;
        n += 27;
        n += 28;
        n += 29;
        n += 30;
        n += 31;
        n += 32;
        n += 33;
        n += 34;
        n += 35;
        n += 36;
        n += 37;
        n += 38;
        n += 39;
        n += 40;
        n += 41;
        n += 42;
        n += 43;
        n += 44;
        n += 45;
        n += 46;
        n += 47;
        n += 48;
        n += 49;
        n += 50;
        n += 51;
        n += 52;
        n += 53;
        n += 54;
        n += 55;
        n += 56;
        n += 57;
        n += 58;
        n += 59;
        n += 60;
        n += 61;
        n += 62;
        n += 63;
        n += 64;
        n += 65;
        n += 66;
        n += 67;
        n += 68;
        n += 69;
        n += 70;
        n += 71;
        n += 72;
        n += 73;
        n += 74;
        n += 75;
        n += 76;
        n += 77;
        n += 78;
        n += 79;
        n += 80;
        n += 81;
        n += 82;
        n += 83;
        n += 84;
        n += 85;
        n += 86;
        n += 87;
        n += 88;
        n += 89;
        n += 90;
        n += 91;
        n += 92;
        n += 93;
        n += 94;
        n += 95;
        n += 96;
        n += 97;
        n += 98;
        n += 99;
        n += 100;
        n += 101;
        n += 102;
        n += 103;
        n += 104;
        n += 105;
        n += 106;
        n += 107;
        n += 108;
        n += 109;
        n += 110;
        n += 111;
        n += 112;
        n += 113;
        n += 114;
        n += 115;
        n += 116;
        n += 117;
        n += 118;
        n += 119;
        n += 120;
        n += 121;
        n += 122;
        n += 123;
        n += 124;
        n += 125;
        n += 126;
        n += 127;
        n += 128;
        n += 129;
        n += 130;
        n += 131;
        n += 132;
        n += 133;
        n += 134;
        n += 135;
        n += 136;
        n += 137;
        n += 138;
        n += 139;
        n += 140;
        n += 141;
        n += 142;
        n += 143;
        n += 144;
        n += 145;
        n += 146;
        n += 147;
        n += 148;
        n += 149;
        n += 150;
        n += 151;
        n += 152;
        n += 153;
        n += 154;
        n += 155;
        n += 156;
        n += 157;
        n += 158;
        n += 159;
        return n;
    }

    String branchy(int n) {
        switch (n) {
            case 0:
                return "a0";
            case 1:
                return "b1";
            case 2:
                return "c2";
            case 3:
                return "d3";
            case 4:
                return "e4";
            case 5:
                return "f5";
            case 6:
                return "g6";
            case 7:
                return "h7";
            case 8:
                return "i8";
            case 9:
                return "j9";
            case 10:
                return "k10";
            case 11:
                return "l11";
            case 12:
                return "m12";
            case 13:
                return "n13";
            case 14:
                return "o14";
            case 15:
                return "p15";
            case 16:
                return "q16";
            case 17:
                return "r17";
            case 18:
                return "s18";
            case 19:
                return "t19";
            case 20:
                return "u20";
            case 21:
                return "v21";
            case 22:
                return "w22";
            case 23:
                return "x23";
            case 24:
                return "y24";
            case 25:
                return "z25";
            case 26:
                return "a26";
            case 27:
                return "b27";
            case 28:
                return "c28";
            case 29:
                return "d29";
            case 30:
                return "e30";
            case 31:
                return "f31";
            case 32:
                return "g32";
            case 33:
                return "h33";
            case 34:
                return "i34";
            default:
                return "none";
        }
    }
}
