package dev.headrace.front.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A new certificate on P-256 that nobody else trusts, made by the JDK's {@code keytool}, and its key, as PEM.
 *
 * @param certificate for {@code --cacert}
 * @param key PKCS#8
 */
record SelfMadeCertificate(String certificate, String key) {
    private static final String ALIAS = "demo";
    private static final String PASSWORD = "for-a-file-that-lives-a-second";
    private static final String PASSWORD_VARIABLE = "HEADRACE_DEMO_STORE";

    /**
     * Makes one, valid for a week.
     *
     * @param names as in {@code dns:localhost} and {@code ip:127.0.0.1}
     */
    static SelfMadeCertificate of(List<String> names) throws IOException {
        Path folder = Files.createTempDirectory("headrace-certificate");
        Path file = folder.resolve("store.p12");
        try {
            run(file, names);
            return read(file);
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void run(Path file, List<String> names) throws IOException {
        ProcessBuilder keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=headrace demo",
                "-ext",
                "BasicConstraints:critical=ca:false",
                "-ext",
                "ExtendedKeyUsage=serverAuth",
                "-ext",
                "SubjectAlternativeName=" + String.join(",", names),
                "-validity",
                "7",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE);
        keytool.environment().put(PASSWORD_VARIABLE, PASSWORD);
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no certificate: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool was at work", e);
        }
    }

    private static SelfMadeCertificate read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = store.getCertificate(ALIAS);
        Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
        return new SelfMadeCertificate(
                pem("CERTIFICATE", certificate.getEncoded()), pem("PRIVATE KEY", key.getEncoded()));
    }

    /** RFC 7468 §2. */
    private static String pem(String label, byte[] bytes) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(bytes) + "\n-----END " + label + "-----\n";
    }

    /** Keeps the key out of messages. */
    @Override
    public String toString() {
        return "SelfMadeCertificate";
    }
}
