package dev.colophon.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.server.connection.Client;
import dev.colophon.settings.variable.Network;
import dev.colophon.settings.variable.RuleBroken;
import dev.colophon.testing.TestSettings;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.32.0.0/11, 10.63.255.255, true",
        "10.32.0.0/11, 10.64.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "127.0.0.1, ::ffff:127.0.0.1, true"
    })
    void a_network_holds_what_its_bits_say(String network, String address, boolean trusted) {
        var proxies = new TrustedProxies(TestSettings.networks(List.of(network)));

        assertThat(proxies.trusts(InetAddress.ofLiteral(address))).isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 10.0.0.1",
        "198.51.100.7, 198.51.100.7",
        "'6.6.6.6, 198.51.100.7', 198.51.100.7",
        "'6.6.6.6, 198.51.100.7, 10.0.0.2', 198.51.100.7",
        "'10.0.0.3, 10.0.0.2', 10.0.0.3",
        "'198.51.100.7, nonsense', 10.0.0.1",
        "'198.51.100.7, nonsense, 10.0.0.2', 10.0.0.2",
        "'198.51.100.7:4711', 198.51.100.7",
        "'[2001:db8::7]:4711', 2001:db8:0:0:0:0:0:7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "'198.51.100.7, ,10.0.0.2', 10.0.0.2",
        "'localhost', 10.0.0.1"
    })
    void the_client_is_the_first_address_from_the_right_that_is_not_trusted(String forwarded, String client) {
        var proxies = new TrustedProxies(TestSettings.networks(List.of("10.0.0.0/8")));

        InetAddress found = proxies.client(InetAddress.ofLiteral("10.0.0.1"), List.of(forwarded));

        assertThat(Client.of(found).address()).isEqualTo(client);
    }

    @Test
    void several_headers_are_one_list() {
        var proxies = new TrustedProxies(TestSettings.networks(List.of("10.0.0.0/8")));
        var hops = List.of("6.6.6.6", "198.51.100.7", "10.0.0.2");

        assertThat(proxies.client(InetAddress.ofLiteral("10.0.0.1"), hops))
                .isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    }

    @Test
    void a_network_with_too_many_bits_is_none() {
        assertThatThrownBy(() -> Network.parse("10.0.0.0/33")).isInstanceOf(RuleBroken.class);
    }

    @Test
    void one_customer_is_one_client_in_ipv6() {
        long one = Client.of(InetAddress.ofLiteral("2001:db8:1:2::7")).key();

        assertThat(Client.of(InetAddress.ofLiteral("2001:db8:1:2:ffff::8")).key())
                .isEqualTo(one);
        assertThat(Client.of(InetAddress.ofLiteral("2001:db8:1:3::7")).key()).isNotEqualTo(one);
    }
}
