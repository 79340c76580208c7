package dev.headrace.front.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** What a run of the command line gave. */
record Outcome(int code, String out, String err) {
    static Outcome of(String... args) {
        return withInput("", args);
    }

    static Outcome withInput(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(err, true),
                false);
        int code = Main.run(console, args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
