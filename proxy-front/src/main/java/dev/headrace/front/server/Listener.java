package dev.headrace.front.server;

import java.net.InetSocketAddress;

/**
 * Where clients are listened to.
 *
 * @param address a port of 0 stands for any that is free
 * @param tls whether they speak TLS
 * @param proxyProtocol whether each connection begins by telling whose it is, which only trusted peers may
 */
public record Listener(InetSocketAddress address, boolean tls, boolean proxyProtocol) {}
