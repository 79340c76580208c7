package dev.headrace.benchmarks.peer;

import dev.headrace.benchmarks.cases.Rule;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A peer, as the coordinator sees it: lines go in, answers come out. */
public final class PeerProcess implements AutoCloseable {
    private final String name;
    private final Path errors;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    /**
     * Starts a peer.
     *
     * @param name for messages
     * @param errors where its standard error goes
     */
    public PeerProcess(String name, List<String> command, Path errors) throws IOException {
        this.name = name;
        this.errors = errors;
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Tells it what to do with pages. */
    public void rules(List<Rule> rules) throws IOException {
        for (Rule rule : rules) {
            ask("rule\t" + rule.line());
        }
    }

    /** Tells it a page. */
    public void page(String page, Path file) throws IOException {
        ask("page\t" + page + "\t" + file.toAbsolutePath());
    }

    /** Has it rewrite a page once, into a file; returns what the rules counted, three figures for each. */
    public long[] check(String page, int chunk, Path file) throws IOException {
        String counts = ask("check\t" + page + "\t" + chunk + "\t" + file.toAbsolutePath());
        return counts.isEmpty()
                ? new long[0]
                : Arrays.stream(counts.split(" ", -1))
                        .mapToLong(Long::parseLong)
                        .toArray();
    }

    /** Has it rewrite a page for so long. */
    public Measurement run(String page, int chunk, int millis) throws IOException {
        return Measurement.ofLine(ask("run\t" + page + "\t" + chunk + "\t" + millis));
    }

    @Override
    public void close() throws IOException {
        in.close();
        process.destroy();
    }

    private String ask(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
        for (String answer = out.readLine(); answer != null; answer = out.readLine()) {
            if (answer.startsWith("=ok\t")) {
                return answer.substring(4);
            }
            if (answer.startsWith("=error\t")) {
                throw new PeerException(name + " answered to \"" + line + "\": " + answer.substring(7));
            }
            // Anything else was said by the JVM.
        }
        throw new PeerException(
                name + " ended at \"" + line + "\": " + Files.readString(errors).strip());
    }
}
