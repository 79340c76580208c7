package dev.headrace.adapter.example;

import dev.headrace.adapter.report.Report;
import dev.headrace.adapter.report.RewriteListener;
import dev.headrace.adapter.request.RequestHead;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs {@link ExampleProxy}; {@code proxy-adapter/example} is its script. */
public final class ExampleMain {
    private static final String USAGE =
            "usage: proxy-adapter/example [--listen [HOST:]PORT] [--tls [HOST:]PORT] [--origin HOST:PORT]";

    private ExampleMain() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        try {
            serve(Options.parse(arguments), out);
        } catch (IllegalArgumentException e) {
            System.err.println("example: " + e.getMessage() + "\n" + USAGE);
            System.exit(64);
        } catch (IOException | GeneralSecurityException e) {
            System.err.println("example: " + e.getMessage());
            System.exit(69);
        }
    }

    private static void serve(Options options, PrintStream out)
            throws IOException, GeneralSecurityException, InterruptedException {
        InetSocketAddress origin = options.origin();
        if (origin == null) {
            origin = new BuiltInOrigin().address();
            out.println("No --origin is given: one with a single page is at http://" + Addresses.format(origin) + "/");
        }
        ExampleProxy proxy = new ExampleProxy(origin, new Log(out));
        String plain = Addresses.format(proxy.listen(options.listen()));
        out.println("http://" + plain + "/ shows http://" + Addresses.format(origin) + "/, rewritten. Try:");
        out.println("    curl -i http://" + plain + "/");
        out.println("    curl -i --compressed --http2-prior-knowledge http://" + plain + "/");
        out.println(
                "    curl -i -H 'If-None-Match: TAG' http://" + plain + "/        (TAG: the ETag that you were given)");
        InetSocketAddress tlsAddress = options.tls();
        if (tlsAddress != null) {
            String tls = Addresses.format(proxy.listenTls(tlsAddress, SelfSigned.context()));
            out.println("    curl -i --insecure https://" + tls + "/");
        }
        new CountDownLatch(1).await();
    }

    /** A line for each exchange. */
    private record Log(PrintStream out) implements RewriteListener {
        @Override
        public void finished(RequestHead request, Report report) {
            StringBuilder line = new StringBuilder()
                    .append(request.method())
                    .append(' ')
                    .append(request.target())
                    .append(" → ")
                    .append(report.status())
                    .append(' ')
                    .append(report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            if (report.skip() != null) {
                line.append(" (").append(report.skip().token()).append(')');
            }
            if (report.failure() != null) {
                line.append(" (").append(report.failure().token()).append(')');
            }
            line.append(", ")
                    .append(report.bytesIn())
                    .append(" → ")
                    .append(report.bytesOut())
                    .append(" bytes");
            out.println(line);
        }
    }

    private record Options(
            InetSocketAddress listen,
            @Nullable InetSocketAddress tls,
            @Nullable InetSocketAddress origin) {
        static Options parse(String[] arguments) {
            InetSocketAddress listen = Addresses.parse("8080");
            InetSocketAddress tls = null;
            InetSocketAddress origin = null;
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " needs a value, or is no option");
                }
                InetSocketAddress address = Addresses.parse(arguments[i + 1]);
                switch (arguments[i]) {
                    case "--listen" -> listen = address;
                    case "--tls" -> tls = address;
                    case "--origin" -> origin = address;
                    default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
                }
            }
            return new Options(listen, tls, origin);
        }
    }
}
