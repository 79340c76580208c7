package dev.headrace.front.cli;

import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.config.reading.Configurations;
import dev.headrace.front.proxy.Trial;
import dev.headrace.front.server.Inspected;
import dev.headrace.front.server.Inspection;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace explain}: what becomes of one page, and why, without a front that runs. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Explains what a configuration makes of a page.",
            "",
            "Reads the configuration, finds the tenant and the route of the URL, and asks the tenant's own upstream as the front"
                    + " would for a client on this machine; no front needs to run. Tells whether the response is rewritten, and if not"
                    + " why, what each feature did and left alone, and what differs in header fields and content.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace explain https://shop.example/",
            "  headrace explain --config /etc/headrace/headrace.yaml --header 'Cookie: beta=1' https://shop.example/cart",
            "  headrace explain --shadow --no-diff https://shop.example/",
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int MOST_DIFF_LINES = 400;

    /** They say how the message is sent, or where, which is not for options to say. */
    private static final Set<String> NOT_TO_BE_SET = Set.of("host", "content-length", "transfer-encoding", "expect");

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = ConfigurationFile.DESCRIPTION)
    private @Nullable String config;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "a header field of the request, in place of what a browser would send; may be repeated")
    private List<String> headers = List.of();

    @Option(names = "--no-diff", description = "leaves out what differs in the content")
    private boolean noDiff;

    @Option(
            names = "--shadow",
            description = "explains what the tenant's \"shadow\" would do, and how that differs from what is in force")
    private boolean shadow;

    @Parameters(paramLabel = "URL", description = "as clients ask for it: http://… or https://…")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String url;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Trial trial = trial();
        Configuration configuration;
        try {
            configuration = Configurations.read(ConfigurationFile.find(config)).configuration();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> console.err().println(problem));
            return Failures.USAGE;
        }
        try (Inspection inspection = new Inspection(configuration)) {
            Inspected inspected = inspection.inspect(trial, shadow);
            if (inspected instanceof Inspected.NoShadow without) {
                console.err()
                        .println("headrace: tenant "
                                + without.forward().tenant().name() + " has no \"shadow\" to explain");
                return Failures.USAGE;
            }
            PrintWriter out = console.outWriter();
            out.print(new InspectedText(trial, noDiff ? 0 : MOST_DIFF_LINES).of(inspected));
            out.flush();
            return 0;
        }
    }

    private Trial trial() {
        Trial trial;
        try {
            trial = Trial.of(new URI(url));
        } catch (URISyntaxException e) {
            throw wrong("not a URL: " + e.getReason() + ": " + e.getInput());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() + ": " + url);
        }
        HttpHeaders fields = new DefaultHttpHeaders();
        for (String header : headers) {
            add(fields, header);
        }
        trial.request()
                .headers()
                .set("user-agent", "headrace/" + Version.CURRENT)
                .set("accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .set("accept-encoding", "gzip, deflate, br, zstd")
                .setAll(fields);
        return trial;
    }

    private void add(HttpHeaders fields, String header) {
        int colon = header.indexOf(':');
        String name = colon < 0 ? "" : header.substring(0, colon).strip();
        if (name.isEmpty()) {
            throw wrong("--header should be 'Name: value', not '" + header + "'");
        }
        if (NOT_TO_BE_SET.contains(name.toLowerCase(Locale.ROOT))) {
            throw wrong("--header cannot set " + name);
        }
        try {
            fields.add(name, header.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw wrong("--header '" + header + "': " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
