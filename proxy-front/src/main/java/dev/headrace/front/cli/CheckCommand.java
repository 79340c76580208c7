package dev.headrace.front.cli;

import dev.headrace.front.config.Configuration;
import dev.headrace.front.config.TenantConfig;
import dev.headrace.front.config.reading.ConfigurationException;
import dev.headrace.front.config.reading.Configurations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code headrace check}: reads a configuration as the front would, and tells what is wrong in it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks a configuration.",
            "",
            "Reads headrace.yaml and the files of all tenants, with their rules. Each mistake is told in a line, with file,"
                    + " line and column; if there is none, how much there is of what."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace check",
            "  headrace check /etc/headrace/headrace.yaml && systemctl reload headrace",
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = ConfigurationFile.DESCRIPTION)
    private @Nullable String file;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path path = ConfigurationFile.find(file);
        try {
            Configuration configuration = Configurations.read(path).configuration();
            PrintWriter out = console.outWriter();
            out.println(path + ": all right; " + summary(configuration));
            return 0;
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> console.err().println(problem));
            return Failures.USAGE;
        }
    }

    private static String summary(Configuration configuration) {
        int hosts = 0;
        int rewriting = 0;
        for (TenantConfig tenant : configuration.tenants().values()) {
            hosts += tenant.hosts().size() + tenant.aliases().size();
            if (isRewriting(tenant)) {
                rewriting++;
            }
        }
        return count(configuration.front().listen().size(), "listener") + ", "
                + count(configuration.tenants().size(), "tenant") + " (" + rewriting + " with rewriting), "
                + count(hosts, "host");
    }

    private static boolean isRewriting(TenantConfig tenant) {
        return tenant.rewrite().enabled()
                || tenant.routes().stream()
                        .anyMatch(route ->
                                route.rewrite() != null && route.rewrite().enabled());
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
