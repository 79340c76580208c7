/** The application: the front, and its command line. */
module dev.headrace.front {
    requires static org.jspecify;
    requires dev.headrace.adapter;
    requires dev.headrace.rewriter;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.compression;
    requires io.netty.codec.haproxy;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.instrumentation.jvm;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;

    opens dev.headrace.front.cli to
            info.picocli;
    opens dev.headrace.front.config to
            com.fasterxml.jackson.databind;
    opens dev.headrace.front.config.feature to
            com.fasterxml.jackson.databind;
}
