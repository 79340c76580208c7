/**
 * A whole front, from its YAML files to the wire, between programs that others wrote: nginx as origins; curl, h2load, openssl, h2spec,
 * testssl.sh and Chromium as clients; WebSocket and gRPC libraries on both sides. Tags have the programs' names; where one is missing, its
 * tests are left out.
 */
@NullMarked
package dev.headrace.front.parties;

import org.jspecify.annotations.NullMarked;
