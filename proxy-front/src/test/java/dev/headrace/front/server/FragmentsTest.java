package dev.headrace.front.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.feature.Esi;
import dev.headrace.adapter.feature.EsiOptions;
import dev.headrace.adapter.feature.Features;
import dev.headrace.adapter.feature.FragmentSource;
import dev.headrace.adapter.policy.Rewriting;
import dev.headrace.front.proxy.ExchangeLog;
import dev.headrace.front.routing.Route;
import dev.headrace.front.routing.RoutingTable;
import dev.headrace.front.routing.Tenant;
import dev.headrace.front.routing.TenantLimits;
import dev.headrace.front.upstream.Upstream;
import dev.headrace.rewriter.HtmlRewriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fragments that the front gets from the page's own origin, over real connections. */
@Timeout(30)
class FragmentsTest {
    private static final EsiOptions PATIENT =
            EsiOptions.DEFAULT.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final CompletableFuture<FragmentSource> source = new CompletableFuture<>();
    private @Nullable Front front;
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() throws IOException {
        if (front != null) {
            front.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    /** What an origin does with a request. */
    private interface Answering {
        @Nullable
        String answer(String target) throws InterruptedException;
    }

    private RawClient client(TenantLimits limits, Answering answering) throws IOException {
        TestOrigin made = new TestOrigin(connection -> {
            int seen = 0;
            while (connection.readHead()) {
                String target = connection.received().substring(seen).split(" ", 3)[1];
                seen = connection.received().length();
                try {
                    String answer = answering.answer(target);
                    if (answer != null) {
                        connection.send(answer);
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        origin = made;
        Esi esi = new Esi(request -> source.join().fetch(request), PATIENT);
        Rewriting rewriting = Features.of(List.of(esi)).rewriting(HtmlRewriter.builder(), "1");
        Upstream upstream = new Upstream(
                "main",
                List.of(made.origin()),
                Upstream.Balance.ROUND_ROBIN,
                Upstream.Timeouts.DEFAULT,
                Upstream.Options.DEFAULT);
        Tenant tenant = new Tenant(
                "shop",
                List.of("shop.example"),
                List.of(),
                "shop.example",
                Tenant.State.ONLINE,
                Tenant.Https.NOT_DEMANDED,
                address -> true,
                limits,
                Tenant.Pages.NONE,
                List.of(new Route("/", upstream, rewriting, null, null)));
        Front listening =
                new Front(FrontSettings.DEFAULT.withLog(ExchangeLog.NONE), new RoutingTable(List.of(tenant), null));
        front = listening;
        source.complete(listening.fragments());
        return new RawClient(listening.listen(Fronts.anywhere()));
    }

    private static String html(String content) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    private static String get(String... fields) {
        return "GET /dir/page HTTP/1.1\r\nHost: shop.example\r\n" + String.join("", fields) + "\r\n";
    }

    @Test
    void fragments_comeFromTheTenantsOrigin_asIfTheClientHadAsked() throws Exception {
        try (RawClient client = client(TenantLimits.defaults(), target -> switch (target) {
            case "/dir/page" -> html("<p>1<esi:include src=\"part?x\"/>4");
            case "/dir/part?x" -> html("2<esi:include src=\"/deeper\"/>");
            case "/deeper" -> html("3");
            default -> html("?");
        })) {
            client.send(get("Cookie: a=b\r\n", "Accept-Encoding: gzip\r\n", "If-None-Match: \"1\"\r\n"));
            assertThat(client.readThrough("0\r\n\r\n").replaceAll("\r\n[0-9a-f]+\r\n", ""))
                    .contains("<p>1234");
            String received = Objects.requireNonNull(origin).received();
            String fragment = received.substring(received.indexOf("GET /dir/part?x"));
            assertThat(fragment)
                    .containsIgnoringCase("host: shop.example\r\n")
                    .containsIgnoringCase("cookie: a=b\r\n")
                    .containsIgnoringCase("accept-encoding: identity\r\n")
                    .containsIgnoringCase("x-forwarded-for: 127.0.0.1\r\n")
                    .doesNotContainIgnoringCase("if-none-match");
        }
    }

    @Test
    void fragments_areAskedForTogether() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (RawClient client = client(TenantLimits.defaults(), target -> {
            if (target.equals("/dir/page")) {
                return html("<p>1<esi:include src=\"/a\"/>2<esi:include src=\"/b\"/>3");
            }
            both.countDown();
            both.await();
            return html(target);
        })) {
            client.send(get());
            assertThat(client.readThrough("0\r\n\r\n").replaceAll("\r\n[0-9a-f]+\r\n", ""))
                    .contains("<p>1/a2/b3");
        }
    }

    @Test
    void tenantWithTooManyRequests_getsItsPageWithoutTheFragment() throws Exception {
        try (RawClient client = client(
                new TenantLimits(1, null, 1, 1000),
                target -> html(target.equals("/dir/page") ? "<p>1<esi:include src=\"/a\"/>2" : "a"))) {
            client.send(get());
            assertThat(client.readThrough("0\r\n\r\n")).contains("<!--esi:include error-->");
        }
    }

    @Test
    void fragmentThatIsCodedAllTheSame_isNotUsed() throws Exception {
        try (RawClient client = client(
                TenantLimits.defaults(),
                target -> target.equals("/dir/page")
                        ? html("<p>1<esi:include src=\"/a\" onerror=\"continue\"/>2")
                        : html("xyz").replace("Content-Type", "Content-Encoding: gzip\r\nContent-Type"))) {
            client.send(get());
            assertThat(client.readThrough("0\r\n\r\n").replaceAll("\r\n[0-9a-f]+\r\n", ""))
                    .contains("<p>12")
                    .doesNotContain("xyz");
        }
    }
}
