package dev.headrace.front.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.front.routing.Decision.Forward;
import dev.headrace.front.routing.Decision.Redirect;
import dev.headrace.front.routing.Decision.Refusal;
import dev.headrace.front.routing.Decision.Refused;
import dev.headrace.front.routing.Tenant.Https;
import dev.headrace.front.routing.Tenant.State;
import dev.headrace.front.upstream.Origin;
import dev.headrace.front.upstream.Upstream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingTableTest {
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();
    private static final Upstream UPSTREAM = new Upstream(
            "main",
            List.of(Origin.http("127.0.0.1", 8080)),
            Upstream.Balance.ROUND_ROBIN,
            Upstream.Timeouts.DEFAULT,
            Upstream.Options.DEFAULT);

    private static final Tenant SHOP = tenant("shop", "shop.example", "/", "/cart", "/cart/old/");
    private static final Tenant BLOG = tenant("blog", "*.blog.example", "/");
    private static final Tenant DEEP = tenant("deep", "*.deep.blog.example", "/");

    private static Tenant tenant(String name, String host, String... prefixes) {
        List<Route> routes = Arrays.stream(prefixes)
                .map(prefix -> new Route(prefix, UPSTREAM, null, null, null))
                .toList();
        return new Tenant(
                name,
                List.of(host),
                List.of(),
                host,
                State.ONLINE,
                Https.NOT_DEMANDED,
                address -> true,
                TenantLimits.defaults(),
                Tenant.Pages.NONE,
                routes);
    }

    private static Tenant with(List<String> aliases, State state, Https https) {
        return new Tenant(
                "shop",
                List.of("shop.example"),
                aliases,
                "shop.example",
                state,
                https,
                address -> true,
                TenantLimits.defaults(),
                Tenant.Pages.NONE,
                List.of(new Route("/", UPSTREAM, null, null, null)));
    }

    private static RoutingTable table(Tenant... tenants) {
        return new RoutingTable(List.of(tenants), null);
    }

    @Test
    void upstreamsInUse_areThoseOfTenantsThatAreNotOffline() {
        assertThat(table(with(List.of(), State.OFFLINE, Https.NOT_DEMANDED)).upstreamsInUse())
                .isEmpty();
        assertThat(table(with(List.of(), State.MAINTENANCE, Https.NOT_DEMANDED), BLOG)
                        .upstreamsInUse())
                .containsExactly(UPSTREAM);
    }

    private static Asked asked(String host, String path, @Nullable String tlsName) {
        return new Asked(host, "", path + "?q", path, tlsName != null, tlsName, CLIENT, true);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop",
        "www.shop.example, ",
        "blog.example, ",
        "a.blog.example, blog",
        "b.a.blog.example, ",
        "a.deep.blog.example, deep",
        "deep.blog.example, blog",
        "ablog.example, ",
        ".blog.example, ",
        "'', ",
    })
    void host_belongsToTheMostSpecificName(String host, @Nullable String tenant) {
        assertThat(table(SHOP, BLOG, DEEP).tenant(host).map(Tenant::name).orElse(null))
                .isEqualTo(tenant);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/car, /",
        "/carts, /",
        "/cart, /cart",
        "/cart/, /cart",
        "/cart/old, /cart",
        "/cart/old/x, /cart/old/",
    })
    void path_takesTheLongestPrefixOfWholeSegments(String path, String prefix) {
        Decision decision = table(SHOP).decide(asked("shop.example", path, null));
        assertThat(((Forward) decision).route().prefix()).isEqualTo(prefix);
    }

    @Test
    void fallback_getsWhatNobodyHas() {
        RoutingTable table = new RoutingTable(List.of(BLOG), SHOP);
        assertThat(table.tenant("nobody.example")).contains(SHOP);
    }

    @Test
    void twoTenants_cannotHaveTheSameHost() {
        Tenant other = tenant("other", "shop.example", "/");
        assertThatThrownBy(() -> table(SHOP, other))
                .hasMessage("shop.example belongs to shop and other; only one of them can have it");
    }

    @Test
    void alias_thatIsAHost_isRefused() {
        Tenant both = with(List.of("shop.example"), State.ONLINE, Https.NOT_DEMANDED);
        assertThatThrownBy(() -> table(both)).hasMessage("shop.example is a host of shop and an alias of it");
    }

    @Test
    void alias_thatLeadsToSomebodyElse_isRefused() {
        Tenant loop = new Tenant(
                "loop",
                List.of("loop.example"),
                List.of("alias.example"),
                "shop.example",
                State.ONLINE,
                Https.NOT_DEMANDED,
                address -> true,
                TenantLimits.defaults(),
                Tenant.Pages.NONE,
                List.of());
        assertThatThrownBy(() -> table(SHOP, loop)).hasMessageStartingWith("aliases of loop lead to shop.example");
    }

    @Test
    void alias_isRedirected_onceOnly_toHttpsAtTheSameTime() {
        Tenant shop = with(List.of("www.example"), State.ONLINE, new Https(true, 443, null));
        assertThat(table(shop).decide(asked("www.example", "/a", null)))
                .isEqualTo(new Redirect(shop, 301, "https://shop.example/a?q"));
    }

    @ParameterizedTest
    @CsvSource({
        "www.example,  false, 443,  http://shop.example:8080/",
        "www.example,  true,  443,  https://shop.example/",
        "shop.example, true,  8443, https://shop.example:8443/",
    })
    void redirect_keepsThePort_orTakesThatOfHttps(String host, boolean toHttps, int port, String location) {
        Tenant shop = with(List.of("www.example"), State.ONLINE, new Https(toHttps, port, null));
        assertThat(table(shop).decide(new Asked(host, ":8080", "/", "/", false, null, CLIENT, true)))
                .isEqualTo(new Redirect(shop, 301, location));
    }

    @Test
    void methodThatIsNotSafe_keepsItselfInARedirect() {
        Tenant shop = with(List.of(), State.ONLINE, new Https(true, 443, null));
        assertThat(table(shop).decide(new Asked("shop.example", "", "/a", "/a", false, null, CLIENT, false)))
                .isEqualTo(new Redirect(shop, 308, "https://shop.example/a"));
    }

    static Stream<State> states() {
        return Stream.of(State.MAINTENANCE, State.OFFLINE);
    }

    @ParameterizedTest
    @MethodSource("states")
    void tenantThatIsOff_answersNothing(State state) {
        Decision decision = table(with(List.of(), state, Https.NOT_DEMANDED)).decide(asked("shop.example", "/", null));
        assertThat(((Refusal) decision).reason().name()).isEqualTo(state.name());
    }

    @Test
    void hostOfAnotherTenant_thanInTheHandshake_isMisdirected() {
        RoutingTable table = table(SHOP, BLOG);
        assertThat(table.decide(asked("shop.example", "/", "a.blog.example")))
                .isEqualTo(new Refusal(null, Refused.MISDIRECTED));
        assertThat(table.decide(asked("a.blog.example", "/", "b.blog.example"))).isInstanceOf(Forward.class);
    }
}
