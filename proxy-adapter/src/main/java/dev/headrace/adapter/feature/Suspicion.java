package dev.headrace.adapter.feature;

import dev.headrace.adapter.request.RequestHead;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What makes a visitor suspicious. Asked on event loops, so the test must not block.
 *
 * @param name what it is called in reports: words in lower case with hyphens between
 * @param test whether the visitor that sends a request is suspicious
 */
public record Suspicion(String name, Predicate<RequestHead> test) {
    /** Visitors whose user agent has one of the words in its name, in any case, and those that name none. */
    public static Suspicion userAgent(List<String> words) {
        List<String> lower =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return new Suspicion("user-agent", request -> {
            String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "").toLowerCase(Locale.ROOT);
            return agent.isBlank() || lower.stream().anyMatch(agent::contains);
        });
    }

    /** Visitors with a header field of this value, in any case, as a web application firewall before this server may set it. */
    public static Suspicion headerField(String field, String value) {
        return new Suspicion(
                "header-field",
                request -> request.headers().getAll(field).stream()
                        .anyMatch(line -> line.strip().equalsIgnoreCase(value)));
    }

    /** Visitors with such an address; those whose address is not known are not suspicious. */
    public static Suspicion address(Predicate<InetAddress> addresses) {
        return new Suspicion("address", request -> {
            InetAddress address = request.visitor().address();
            return address != null && addresses.test(address);
        });
    }

    /** Visitors that either of the two finds suspicious. */
    public Suspicion or(Suspicion other) {
        return new Suspicion(name + "-or-" + other.name, test.or(other.test));
    }
}
