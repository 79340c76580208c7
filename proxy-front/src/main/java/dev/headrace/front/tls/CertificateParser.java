package dev.headrace.front.tls;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes certificates of files. Keeps one copy of each intermediate. Safe for use by several threads. */
final class CertificateParser {
    /** GeneralName, dNSName (RFC 5280 §4.2.1.6). */
    private static final int DNS_NAME = 2;

    /**
     * A certificate that can be served.
     *
     * @param warnings what may not be as it was meant
     */
    record Parsed(ServerCertificate certificate, List<String> warnings) {}

    private final TlsEngine engine;
    private final CertificateFactory x509;
    private final Map<ByteBuffer, byte[]> intermediates = new ConcurrentHashMap<>();

    CertificateParser(TlsEngine engine, Collection<ServerCertificate> known) {
        this.engine = engine;
        try {
            x509 = CertificateFactory.getInstance("X.509");
        } catch (CertificateException e) {
            throw new IllegalStateException("this JDK has no X.509", e);
        }
        for (ServerCertificate certificate : known) {
            certificate.chain().stream().skip(1).forEach(this::shared);
        }
    }

    /** Reads a certificate, and its key from the other file if it is not in the same one. */
    Parsed parse(Path file, Path keyFile) throws BadCertificateException {
        PemFile pem = PemFile.read(file);
        if (pem.certificates().isEmpty()) {
            throw new BadCertificateException(
                    "there is no certificate in it: a block -----BEGIN CERTIFICATE----- was expected");
        }
        byte[] key = key(pem, file, keyFile);
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : pem.certificates()) {
            chain.add(certificate(der, chain.size() + 1));
        }
        X509Certificate own = chain.get(0);
        KeyType keyType = KeyType.of(own.getPublicKey());
        if (keyType == null) {
            throw new BadCertificateException("its key is for "
                    + own.getPublicKey().getAlgorithm() + "; RSA, and ECDSA on P-256, P-384 or P-521 can be served");
        }
        List<String> warnings = new ArrayList<>();
        ServerCertificate certificate = new ServerCertificate(
                file,
                keyType,
                names(own, warnings),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                fingerprint(pem.certificates()),
                share(pem.certificates()),
                key);
        engine.check(certificate, own);
        warnOfOrder(chain, warnings);
        return new Parsed(certificate, List.copyOf(warnings));
    }

    private static byte[] key(PemFile pem, Path file, Path keyFile) throws BadCertificateException {
        List<byte[]> keys = pem.keys();
        Path from = file;
        if (keys.isEmpty()) {
            if (!Files.exists(keyFile)) {
                throw new BadCertificateException(
                        "there is no private key, neither in it nor in a file " + keyFile.getFileName() + " beside it");
            }
            from = keyFile;
            try {
                keys = PemFile.read(keyFile).keys();
            } catch (BadCertificateException e) {
                throw new BadCertificateException(keyFile.getFileName() + ": " + e.getMessage(), e);
            }
        }
        if (keys.size() != 1) {
            throw new BadCertificateException(
                    from.getFileName() + " should hold one private key, and holds " + keys.size());
        }
        return keys.get(0);
    }

    private X509Certificate certificate(byte[] der, int number) throws BadCertificateException {
        try {
            return (X509Certificate) x509.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new BadCertificateException("its certificate " + number + " is broken: " + e.getMessage(), e);
        }
    }

    private static List<String> names(X509Certificate certificate, List<String> warnings)
            throws BadCertificateException {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (Integer.valueOf(DNS_NAME).equals(name.get(0))) {
                    String text = HostNames.lowerCase(String.valueOf(name.get(1)));
                    if (HostNames.isHostName(text) || HostNames.isWildcard(text)) {
                        names.add(text);
                    } else {
                        warnings.add(
                                "the certificate's name \"" + printable(text)
                                        + "\" cannot be a host's, and is passed over; a star can only be the whole first label");
                    }
                }
            }
        } catch (CertificateException e) {
            throw new BadCertificateException("its alternative names are broken: " + e.getMessage(), e);
        }
        if (names.isEmpty()) {
            warnings.add("no host finds this certificate: there is no DNS name among its subject alternative names"
                    + " (the common name is not read)");
        }
        return List.copyOf(names);
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static void warnOfOrder(List<X509Certificate> chain, List<String> warnings) {
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                warnings.add("the chain is out of order: certificate " + i + " was issued by \""
                        + chain.get(i - 1).getIssuerX500Principal() + "\", and certificate " + (i + 1) + " is of \""
                        + chain.get(i).getSubjectX500Principal() + "\"");
            }
        }
    }

    private static byte[] fingerprint(List<byte[]> chain) {
        MessageDigest sha256 = Sha256.digest();
        chain.forEach(sha256::update);
        return sha256.digest();
    }

    private List<byte[]> share(List<byte[]> chain) {
        List<byte[]> shared = new ArrayList<>(chain.size());
        shared.add(chain.get(0));
        chain.stream().skip(1).map(this::shared).forEach(shared::add);
        return shared;
    }

    private byte[] shared(byte[] intermediate) {
        return intermediates.computeIfAbsent(ByteBuffer.wrap(intermediate), bytes -> intermediate);
    }
}
