package shop;

import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Random;
import javax.crypto.Cipher;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509TrustManager;

final class Crypto {
    byte[] passwordHash(String password) throws Exception {
        return MessageDigest.getInstance("MD5").digest(password.getBytes("UTF-8"));
    }

    byte[] sum(byte[] data) throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        MessageDigest sound = MessageDigest.getInstance("SHA-256");
        return sha1.digest(sound.digest(data));
    }

    Cipher cipher() throws Exception {
        Cipher.getInstance("AES/GCM/NoPadding");
        Cipher.getInstance("DES/CBC/PKCS5Padding");
        return Cipher.getInstance("AES/ECB/PKCS5Padding");
    }

    void pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
    }

    String resetToken() {
        Random random = new Random();
        return Long.toHexString(random.nextLong());
    }

    int dice() {
        return new Random().nextInt(6) + new SecureRandom().nextInt(1);
    }

    void trustAll() {
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        HostnameVerifier verifier = new HostnameVerifier() {
            @Override
            public boolean verify(String host, SSLSession session) {
                return true;
            }
        };
        HttpsURLConnection.setDefaultHostnameVerifier(verifier);
    }

    static final class Blind implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
