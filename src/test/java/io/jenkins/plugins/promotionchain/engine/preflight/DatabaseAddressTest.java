package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "postgres://user:p%40ss@db.example.com:6432/shop, db.example.com:6432",
        "postgresql://user:p@ss:word@db.example.com/shop?sslmode=require, db.example.com:5432",
        "postgis://user@10.0.0.9/shop, 10.0.0.9:5432",
        "postgres://user:pw@[fd00::9]:5433/shop, '[fd00::9]:5433'",
        "mysql://user:pw@db/shop, db:3306",
        "PostgreSQL+psycopg://db, db:5432"
    })
    void takesHostAndPortAndNothingElse(String url, String endpoint) {
        assertThat(DatabaseAddress.parse(Sensitive.of(url)).orElseThrow().endpoint())
                .hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite:////data/shop.db",
                "postgres:///shop",
                "postgres://%2Fvar%2Frun%2Fpostgresql/shop",
                "postgres://db:99999/shop",
                "postgres://user:pa/ss@db:5432/shop",
                "oracle://db/shop",
                "no address"
            })
    void asksForNothingWhereThereIsNoSuchAddress(String url) {
        assertThat(DatabaseAddress.parse(Sensitive.of(url))).isEmpty();
    }
}
