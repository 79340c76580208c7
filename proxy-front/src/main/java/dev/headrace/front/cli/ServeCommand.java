package dev.headrace.front.cli;

import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.server.Service;
import dev.headrace.front.server.Watch;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code headrace serve}: the front, until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Serves as a configuration says: takes requests by HTTP and HTTPS, and passes each to its tenant's upstream.",
            "",
            "Files of tenants and certificates are read again when they change, and on SIGHUP, which also opens the access log"
                    + " again. On SIGTERM no more connections are taken, and requests that are under way are answered.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace serve",
            "  headrace serve /etc/headrace/headrace.yaml",
        })
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = ConfigurationFile.DESCRIPTION)
    private @Nullable String file;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Service service = new Service(ConfigurationFile.find(file), Version.CURRENT, this::tell)) {
            watch(service);
            listenForHangUp(service);
            CountDownLatch drained = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(service, drained), "drain"));
            tell("serving at " + service.addresses());
            if (service.adminAddress() != null) {
                tell("admin at " + service.adminAddress());
            }
            drained.await();
            return 0;
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> tell(problem.toString()));
            return Failures.USAGE;
        }
    }

    private void watch(Service service) {
        try {
            Watch.of(service);
        } catch (IOException e) {
            tell("changes of files will not be seen: " + e.getMessage());
        }
    }

    private void listenForHangUp(Service service) {
        try {
            HangUp.onEach(() -> {
                service.reload();
                tell("the configuration was read again, and the log opened again");
            });
        } catch (UnsupportedOperationException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    /** The process ends with this thread: all must be written by then. */
    private static void drain(Service service, CountDownLatch drained) {
        service.drain();
        service.close();
        drained.countDown();
    }

    private void tell(String message) {
        console.err().println("headrace: " + Failures.oneLine(message));
    }
}
