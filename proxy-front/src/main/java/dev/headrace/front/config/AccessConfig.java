package dev.headrace.front.config;

import dev.headrace.front.config.value.Cidr;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses clients may have: first allow is asked, then deny. Others are answered with 403.
 *
 * @param allow addresses that are let in; empty, the default, lets all in
 * @param deny addresses that are refused even so; default none
 */
public record AccessConfig(List<Cidr> allow, List<Cidr> deny) {
    /** Copies the lists. */
    public AccessConfig {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** Whether a client with this address is let in. */
    public boolean admits(InetAddress client) {
        return (allow.isEmpty() || contains(allow, client)) && !contains(deny, client);
    }

    private static boolean contains(List<Cidr> ranges, InetAddress client) {
        return ranges.stream().anyMatch(range -> range.contains(client));
    }
}
