package dev.headrace.front.cli;

import dev.headrace.adapter.explain.Explanation;
import dev.headrace.front.config.feature.FeatureName;
import dev.headrace.front.proxy.Trial;
import dev.headrace.front.routing.Decision;
import dev.headrace.front.routing.Decision.Redirect;
import dev.headrace.front.routing.Decision.Refusal;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.server.Inspected;
import dev.headrace.front.upstream.Upstream;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an inspection has found out, in words.
 *
 * @param trial what was asked
 * @param mostDiffLines as of {@link Explanation#toText(int)}
 */
record InspectedText(Trial trial, int mostDiffLines) {
    String of(Inspected inspected) {
        if (inspected instanceof Inspected.Answered answered) {
            return answered(answered);
        }
        if (inspected instanceof Inspected.OwnAnswer own) {
            return request(own.status())
                    + place(own.forward())
                    + "A feature of this route answers itself: " + own.bytes() + " bytes"
                    + (own.contentType().isEmpty() ? "" : " of " + own.contentType())
                    + ". Nothing was fetched.\n";
        }
        if (inspected instanceof Inspected.Decided decided) {
            return decided(decided.decision());
        }
        throw new IllegalArgumentException("nothing to tell of " + inspected);
    }

    private String decided(Decision decision) {
        if (decision instanceof Redirect redirect) {
            return request(redirect.status()) + redirect(redirect) + " Nothing was fetched.\n";
        }
        if (decision instanceof Refusal refusal) {
            return request(refusal.reason().status()) + reason(refusal)
                    + " The front answers itself. Nothing was fetched.\n";
        }
        throw new IllegalArgumentException("a request that is passed on is not decided");
    }

    private String request(int status) {
        String host = trial.request().headers().get(HttpHeaderNames.HOST, "");
        return trial.request().method() + " " + host + trial.request().uri() + ": " + status + "\n";
    }

    private String redirect(Redirect redirect) {
        String host = trial.request().headers().get(HttpHeaderNames.HOST, "");
        boolean toHttps = !trial.client().secure() && redirect.location().startsWith("https:");
        boolean isAlias =
                !nameOf(host).equals(nameOf(URI.create(redirect.location()).getRawAuthority()));
        String why = toHttps && isAlias
                ? "the host is an alias, and the tenant wants https"
                : isAlias ? "the host is an alias" : "the tenant wants https";
        return "Tenant " + redirect.tenant().name() + " sends clients to " + redirect.location() + ": " + why + ".";
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private String reason(Refusal refusal) {
        Tenant whose = refusal.tenant();
        String tenant = whose == null ? "The tenant" : "Tenant " + whose.name();
        return switch (refusal.reason()) {
            case UNKNOWN_HOST -> "No tenant has this host, and there is no default tenant.";
            case MISDIRECTED -> "The host belongs to another tenant than the name in the TLS handshake.";
            case TOO_MANY_REQUESTS -> tenant + " has as many requests as it may have.";
            case NOT_ADMITTED ->
                tenant + " does not admit clients from "
                        + trial.client().address().getHostAddress() + ", for which this request is made.";
            case MAINTENANCE -> tenant + " is in maintenance.";
            case OFFLINE -> tenant + " is offline.";
            case NO_ROUTE -> tenant + " has no route for this path.";
        };
    }

    private String answered(Inspected.Answered answered) {
        Explanation explanation = answered.explanation();
        Explanation inForce = answered.inForce();
        String text = place(answered.forward())
                + setup(answered.setup(), inForce == null ? "On here: " : "On here with the shadow: ")
                + "\n"
                + explanation.toText(mostDiffLines);
        if (explanation.features().isEmpty() && answered.setup().rewriting()) {
            text += notAsked(answered.setup().on());
        }
        if (inForce != null) {
            text += "\nThe shadow beside what is in force\n" + explanation.toTextBeside(inForce, mostDiffLines);
        }
        return text;
    }

    private static String notAsked(List<FeatureName> on) {
        return on.isEmpty()
                ? ""
                : on.stream()
                        .map(name -> "    " + word(name) + "  skipped: the content is not rewritten\n")
                        .collect(Collectors.joining("", "\nFeatures\n", ""));
    }

    private static String place(Decision.Forward forward) {
        Upstream upstream = forward.route().upstream();
        String servers = upstream.status().stream()
                .map(server -> server.origin().toString())
                .collect(Collectors.joining(", "));
        return "Tenant " + forward.tenant().name() + ", route "
                + forward.route().prefix() + ", upstream " + upstream.name() + " at " + servers + "\n";
    }

    private static String setup(Inspected.Setup setup, String on) {
        List<String> wanted = Stream.concat(
                        Stream.of("rules").filter(rules -> setup.rules()),
                        setup.on().stream().map(InspectedText::word))
                .toList();
        StringBuilder text = new StringBuilder();
        if (!setup.rewriting()) {
            text.append("Off for all tenants by \"rewriting: false\": ")
                    .append(list(wanted))
                    .append('\n');
        } else {
            text.append(on).append(list(wanted)).append('\n');
        }
        if (!setup.disabled().isEmpty()) {
            text.append("Off for all tenants by \"disabled-features\": ")
                    .append(list(
                            setup.disabled().stream().map(InspectedText::word).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String list(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    /** As it is written in files. */
    private static String word(FeatureName name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
