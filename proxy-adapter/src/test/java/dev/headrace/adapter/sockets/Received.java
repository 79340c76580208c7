package dev.headrace.adapter.sockets;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * What a client has got of a response.
 *
 * @param status 0 if not even the head came
 * @param body the content, in its codings
 * @param complete whether the response came to its end, as HTTP says
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
public record Received(int status, HttpHeaders headers, byte[] body, boolean complete) {
    /** Nothing. */
    public static final Received NOTHING = new Received(0, new DefaultHttpHeaders(), new byte[0], false);

    static Received of(Answer answer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean complete = false;
        try {
            answer.content().transferTo(body);
            complete = true;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // It broke off: then it is not complete, which is all that a client can know.
            complete = false;
        }
        return new Received(answer.status(), answer.headers(), body.toByteArray(), complete);
    }

    /** The content without its codings. */
    public byte[] decoded() throws IOException {
        return Coded.undone(headers.get("content-encoding", ""), body);
    }
}
