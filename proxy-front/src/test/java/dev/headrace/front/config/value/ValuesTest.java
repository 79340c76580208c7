package dev.headrace.front.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({"0ms,PT0S", "250ms,PT0.25S", "30s,PT30S", "5m,PT5M", "12h,PT12H", "365d,PT8760H"})
    void duration_isANumberAndItsUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-1s", "1.5h", "1 s", "1S", "1w", "1h30m", "1234567890s", "٣s"})
    void duration_isNothingElse(String text) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("should be a duration such as 250ms, 30s, 5m, 12h or 365d");
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "512,512,512", "32K,32768,32K", "16m,16777216,16M", "2G,2147483648,2G", "1024K,1048576,1M"})
    void size_isANumberOfBytes(String text, long bytes, String written) {
        assertThat(Size.parse(text)).isEqualTo(new Size(bytes)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1.5M", "32KB", "32 K", "1T", "1234567890"})
    void size_isNothingElse(String text) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> Size.parse(text))
                .withMessage("should be a size such as 512, 32K, 16M or 2G");
    }

    @Test
    void statusCodes_areOne_orARange() {
        assertThat(StatusCodes.parse("204"))
                .isEqualTo(new StatusCodes(204, 204))
                .hasToString("204");
        assertThat(StatusCodes.parse("200-399"))
                .isEqualTo(new StatusCodes(200, 399))
                .hasToString("200-399");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "100", "600", "399-200", "2xx", "200-", "-200"})
    void statusCodes_areNothingElse(String text) {
        assertThatExceptionOfType(ValueException.class).isThrownBy(() -> StatusCodes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health/", "/a/?b=c%20d&e"})
    void requestTarget_isPathAndQuery(String text) {
        assertThat(RequestTarget.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "http://a/", "*", "/a b", "/a#b", "/%zz", "/\r\n", "/ä"})
    void requestTarget_isNothingElse(String text) {
        assertThatExceptionOfType(ValueException.class).isThrownBy(() -> RequestTarget.parse(text));
    }

    @Test
    void rate_isANumberInATime() {
        assertThat(Rate.parse("600/m"))
                .isEqualTo(new Rate(600, Duration.ofMinutes(1)))
                .hasToString("600/m");
        assertThat(Rate.parse("600/m").perSecond()).isEqualTo(10.0);
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> Rate.parse("0/s"))
                .withMessage("should be a rate such as 100/s, 600/m or 10000/h");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, 192.0.3.0",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "0.0.0.0/0, 255.1.2.3, ::1",
        "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::",
        "::1, ::1, ::2",
        "::/0, ::1, 127.0.0.1",
    })
    void range_containsItsAddressesAlone(String range, String inside, String outside) throws UnknownHostException {
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(inside))).isTrue();
        assertThat(Cidr.parse(range).contains(InetAddress.getByName(outside))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost       | should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
            192.0.2         | should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
            192.0.2.010     | should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
            fe80::1%eth0    | should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
            ::ffff:1.2.3.4  | should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32
            192.0.2.0/33    | should end in a number of bits from 0 to 32 behind the slash
            192.0.2.0/      | should end in a number of bits from 0 to 32 behind the slash
            2001:db8::/129  | should end in a number of bits from 0 to 128 behind the slash
            192.0.2.1/24    | should be a range with no bit set behind the first 24
            """)
    void range_isNothingElse(String text, String message) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> Cidr.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "Shop.EXAMPLE, shop.example",
        "*.shop.example, *.shop.example",
        "bücher.example, xn--bcher-kva.example",
        "*.BÜCHER.example, *.xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "例え.jp, xn--r8jz45g.jp",
        "my_shop.example, my_shop.example",
        "localhost, localhost",
        "192.0.2.1, 192.0.2.1",
        "[2001:DB8::1], [2001:db8:0:0:0:0:0:1]",
    })
    void host_isKeptInALabelsAndLowerCase(String text, String written) {
        assertThat(HostPattern.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                | should be the name of a host, such as shop.example
            *                 | should have * only as the whole leftmost label, as in *.shop.example
            a.*.example       | should have * only as the whole leftmost label, as in *.shop.example
            a*.example        | should have * only as the whole leftmost label, as in *.shop.example
            *.*.example       | should have * only as the whole leftmost label, as in *.shop.example
            shop.example:80   | should be a host without scheme and port, such as shop.example
            shop.example.     | should be written without a dot at the end
            shop..example     | should be the name of a host, such as shop.example
            -shop.example     | should be the name of a host, such as shop.example
            shop example      | should be the name of a host, such as shop.example
            shop/a            | should be the name of a host, such as shop.example
            straße.example    | should be written with A-labels (xn--…): U+00DF is read in two ways
            [::g]             | should be an IPv6 address in brackets, such as [2001:db8::1]
            """)
    void host_isNothingElse(String text, String message) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> HostPattern.parse(text))
                .withMessage(message);
    }

    @Test
    void host_hasLabelsOf63CharactersAtMost_and253InAll() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(HostPattern.parse(longest).name()).hasSize(253);
        assertThatExceptionOfType(ValueException.class).isThrownBy(() -> HostPattern.parse(longest + "a"));
        assertThatExceptionOfType(ValueException.class).isThrownBy(() -> HostPattern.parse(label + "a.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:80, 0.0.0.0:80",
        ":443, :443",
        "[::]:443, [0:0:0:0:0:0:0:0]:443",
        "localhost:0, localhost:0",
    })
    void listenAddress_isAHostAndAPort(String text, String written) {
        assertThat(ListenAddress.parse(text)).hasToString(written);
        assertThat(ListenAddress.parse(text).socketAddress().isUnresolved()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            443           | should be an address and a port, such as 0.0.0.0:80, [::]:443 or :443
            :             | should have a port from 0 to 65535
            :65536        | should have a port from 0 to 65535
            :http         | should have a port from 0 to 65535
            ::1:80        | should have an IPv6 address in brackets, as in [::1]:8080
            [::1:80       | should have an IPv6 address in brackets, as in [::1]:8080
            *:80          | should be the name of a host, such as shop.example
            """)
    void listenAddress_isNothingElse(String text, String message) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "HTTP://Origin.example, http://origin.example:80",
        "https://origin.example, https://origin.example:443",
        "https://[2001:db8::1], https://[2001:db8:0:0:0:0:0:1]:443",
    })
    void server_isASchemeAHostAndAPort(String text, String written) {
        assertThat(ServerUrl.parse(text)).hasToString(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1:8080    | should begin with http:// or https://
            ftp://a           | should begin with http:// or https://
            http://a/         | should be a server alone, such as http://127.0.0.1:8080, without path or user
            http://u:p@a      | should be a server alone, such as http://127.0.0.1:8080, without path or user
            http://a:0        | should have a port from 1 to 65535
            http://a:b        | should have a port from 1 to 65535
            http://::1        | should have an IPv6 address in brackets, as in [::1]:8080
            http://           | should be the name of a host, such as shop.example
            """)
    void server_isNothingElse(String text, String message) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> ServerUrl.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /, true",
        "/, /shop, true",
        "/shop, /shop, true",
        "/shop, /shop/cart, true",
        "/shop/, /shop, true",
        "/shop, /shopping, false",
        "/shop, /Shop, false",
        "/a%20b, /a%20b/c, true",
    })
    void pathPrefix_endsAtASlash(String prefix, String path, boolean matches) {
        assertThat(PathPrefix.parse(prefix).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop      | should be a path that begins with /, such as / or /shop
            /a?b      | should be a path as it stands in a URL, percent-encoded, without ? and #
            /a b      | should be a path as it stands in a URL, percent-encoded, without ? and #
            /ä        | should be a path as it stands in a URL, percent-encoded, without ? and #
            /%zz      | should be a path as it stands in a URL, percent-encoded, without ? and #
            /a//b     | should be a path without empty parts, . and ..
            /a/../b   | should be a path without empty parts, . and ..
            /a/.      | should be a path without empty parts, . and ..
            """)
    void pathPrefix_isNothingElse(String text, String message) {
        assertThatExceptionOfType(ValueException.class)
                .isThrownBy(() -> PathPrefix.parse(text))
                .withMessage(message);
    }
}
