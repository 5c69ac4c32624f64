package dev.colophon.lookup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.colophon.lookup.google.GoogleBooks;
import dev.colophon.lookup.openlibrary.OpenLibrary;
import dev.colophon.lookup.port.SourceFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are fetched. */
@Timeout(60)
class HostRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://covers.openlibrary.org/b/id/1-L.jpg?default=false",
                "https://archive.org/download/l_covers_0010/l_covers_0010_94.zip/0010944986-L.jpg",
                "https://ia802607.us.archive.org/view_archive.php?archive=/31/x.zip",
                "https://COVERS.openlibrary.org/b/id/1-L.jpg",
            })
    void covers_of_open_library_come_from_it_and_from_the_archive(String address) {
        assertThatCode(() -> OpenLibrary.COVER_HOSTS.demand(URI.create(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://covers.openlibrary.org/b/id/1-L.jpg",
                "https://covers.openlibrary.org:8443/b/id/1-L.jpg",
                "https://covers.openlibrary.org@evil.example/1.jpg",
                "https://user@covers.openlibrary.org/1.jpg",
                "https://covers.openlibrary.org.evil.example/1.jpg",
                "https://evilarchive.org/1.jpg",
                "https://us.archive.org.evil.example/1.jpg",
                "https://127.0.0.1/1.jpg",
                "https://[::1]/1.jpg",
                "https://169.254.169.254/latest/meta-data",
                "https://localhost/1.jpg",
                "https:///1.jpg",
                "file:///etc/passwd",
                "ftp://archive.org/1.jpg",
                "//archive.org/1.jpg",
                "data:image/png;base64,AAAA",
            })
    void nothing_else_is_fetched_for_a_cover(String address) {
        assertThatThrownBy(() -> OpenLibrary.COVER_HOSTS.demand(URI.create(address)))
                .isInstanceOf(SourceFailure.class)
                .message()
                .doesNotContain(address);
        assertThatThrownBy(() -> GoogleBooks.COVER_HOSTS.demand(URI.create(address)))
                .isInstanceOf(SourceFailure.class);
    }

    @Test
    void a_name_that_leads_into_a_private_network_is_not_followed() {
        assertThatThrownBy(() -> HostRule.web("localhost").demand(URI.create("https://localhost/x")))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1"
            })
    void private_and_special_addresses_are_inside(String address) throws UnknownHostException {
        assertThat(HostRule.isInside(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"207.241.224.2", "142.250.74.36", "100.128.0.1", "172.32.0.1", "2607:f8b0::1"})
    void public_addresses_are_not(String address) throws UnknownHostException {
        assertThat(HostRule.isInside(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void a_server_of_a_test_is_the_only_one_that_its_rule_allows() {
        HostRule rule = HostRule.only(URI.create("http://127.0.0.1:9999"));

        assertThatCode(() -> rule.demand(URI.create("http://127.0.0.1:9999/x"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule.demand(URI.create("http://127.0.0.1:9998/x")))
                .isInstanceOf(SourceFailure.class);
        assertThatThrownBy(() -> rule.demand(URI.create("https://covers.openlibrary.org/x")))
                .isInstanceOf(SourceFailure.class);
    }
}
