package dev.headrace.rewriter.text;

import java.util.Random;

/** Short ASCII strings in which references, and what nearly are references, are frequent. */
final class RandomMarkup {
    private static final String[] PIECES = {
        "&",
        "&",
        "#",
        "x",
        "amp",
        "am",
        "p",
        ";",
        "lt",
        "not",
        "notin",
        "Tab",
        "copy",
        "=",
        "1",
        "0",
        "65",
        "80",
        "D8",
        "\"",
        "<",
        ">",
        " ",
        "-",
        "!",
        "\n",
        "\r",
        "a",
        "Z",
        "'",
        "CounterClockwiseContourIntegral",
        "99999999"
    };

    private RandomMarkup() {}

    static String next(Random random) {
        StringBuilder s = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            s.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return s.toString();
    }
}
