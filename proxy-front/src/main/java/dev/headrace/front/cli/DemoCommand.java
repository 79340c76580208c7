package dev.headrace.front.cli;

import dev.headrace.front.demo.Demo;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headrace demo}: a front to try, until it is told to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Starts a front to try: on loopback, with a certificate that it makes, three tenants, and an origin inside.",
            "",
            "Prints lines for curl, and the address of a page that shows what each tenant's rules do to the same source."
                    + " Rules can be changed there, or in the folder with the configuration, while the front runs.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace demo",
            "  headrace demo --port 8080 --tls-port 8443 --keep demo-configuration",
        })
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "where HTTP is spoken; any free port if not given")
    private int port;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            description = "where HTTPS is spoken; any free port if not given")
    private int tlsPort;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "a new or empty folder for the configuration, which stays there; a temporary one if not given")
    private @Nullable String keep;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check("--port", port);
        check("--tls-port", tlsPort);
        Demo.Options options = new Demo.Options(port, tlsPort, keep == null ? null : InputFile.path(keep));
        CompletableFuture<Optional<Demo>> started = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(1);
        // Before the start, so that whoever ends it in its first second leaves no folder behind, either.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, ended), "end of the demo"));
        Optional<Demo> made = Optional.empty();
        try {
            made = Optional.of(new Demo(options, this::tell));
        } finally {
            started.complete(made);
        }
        PrintWriter out = console.outWriter();
        made.get().introduction().forEach(out::println);
        ended.await();
        return 0;
    }

    private void check(String option, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new ParameterException(
                    spec.commandLine(), option + " should be from 1 to " + MAX_PORT + ", not " + value);
        }
    }

    private void end(CompletableFuture<Optional<Demo>> started, CountDownLatch ended) {
        Optional<Demo> demo = started.join();
        if (demo.isPresent()) {
            try {
                demo.get().close();
            } catch (IOException e) {
                tell(Failures.describe(e));
            }
        }
        ended.countDown();
    }

    private void tell(String message) {
        console.err().println("headrace: " + Failures.oneLine(message));
    }
}
