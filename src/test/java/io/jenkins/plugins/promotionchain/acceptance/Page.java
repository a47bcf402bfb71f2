package io.jenkins.plugins.promotionchain.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a visitor gets at an address. */
record Page(String address) {

    static Page at(String host, int port, String path) {
        return new Page("http://" + host + ":" + port + path);
    }

    HttpResponse<String> get() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    String text() throws IOException, InterruptedException {
        return get().body();
    }

    int status() throws IOException, InterruptedException {
        return get().statusCode();
    }
}
