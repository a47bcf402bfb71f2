package io.jenkins.plugins.promotionchain.rehearsal.model;

import groovyjarjarantlr.Token;
import groovyjarjarantlr.TokenStream;
import groovyjarjarantlr.TokenStreamException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.codehaus.groovy.antlr.SourceBuffer;
import org.codehaus.groovy.antlr.UnicodeEscapingReader;
import org.codehaus.groovy.antlr.UnicodeLexerSharedInputState;
import org.codehaus.groovy.antlr.parser.GroovyLexer;
import org.codehaus.groovy.antlr.parser.GroovyTokenTypes;

/**
 * Which brace closes which, as Groovy's own lexer sees it. The syntax tree does not tell: it ends a block where the next
 * token begins, behind comments that may hold braces of their own.
 */
final class Braces {

    /** Both from 1. */
    record Position(int line, int column) {}

    private final Map<Position, Position> closing;

    private Braces(Map<Position, Position> closing) {
        this.closing = closing;
    }

    /** @param text what Groovy's parser has accepted */
    static Braces of(String text) {
        UnicodeEscapingReader reader = new UnicodeEscapingReader(new StringReader(text), new SourceBuffer());
        GroovyLexer lexer = new GroovyLexer(new UnicodeLexerSharedInputState(reader));
        reader.setLexer(lexer);
        try {
            return new Braces(pairs(lexer.plumb()));
        } catch (TokenStreamException e) {
            throw new IllegalArgumentException("The lexer refuses what the parser has taken: " + e.getMessage(), e);
        }
    }

    private static Map<Position, Position> pairs(TokenStream tokens) throws TokenStreamException {
        Map<Position, Position> pairs = new HashMap<>();
        Deque<Position> open = new ArrayDeque<>();
        for (Token token = tokens.nextToken(); token.getType() != Token.EOF_TYPE; token = tokens.nextToken()) {
            if (token.getType() == GroovyTokenTypes.LCURLY) {
                open.push(new Position(token.getLine(), token.getColumn()));
            } else if (token.getType() == GroovyTokenTypes.RCURLY) {
                pairs.put(open.pop(), new Position(token.getLine(), token.getColumn()));
            }
        }
        return pairs;
    }

    /** Where the brace closes that opens here. */
    Position closing(int line, int column) {
        return closing.get(new Position(line, column));
    }
}
