#include "ui/valuelexers.h"

#include "ui/syntaxcolors.h"

#include <QFontDatabase>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestValueLexers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takeColoursAndFontFromThePalette_data();
    void takeColoursAndFontFromThePalette();
};

void TestValueLexers::takeColoursAndFontFromThePalette_data()
{
    QTest::addColumn<bool>("json");
    QTest::addColumn<int>("style");
    QTest::addColumn<int>("role");
    QTest::newRow("JSON plain") << true << int(QsciLexerJSON::Default) << int(SyntaxRole::Plain);
    QTest::newRow("JSON name") << true << int(QsciLexerJSON::Property) << int(SyntaxRole::Keyword);
    QTest::newRow("JSON error") << true << int(QsciLexerJSON::Error) << int(SyntaxRole::Invalid);
    QTest::newRow("XML tag") << false << int(QsciLexerHTML::Tag) << int(SyntaxRole::Keyword);
    QTest::newRow("XML comment") << false << int(QsciLexerHTML::HTMLComment) << int(SyntaxRole::Comment);
    // What no XML has is at least readable.
    QTest::newRow("script") << false << int(QsciLexerHTML::JavaScriptDefault) << int(SyntaxRole::Plain);
}

void TestValueLexers::takeColoursAndFontFromThePalette()
{
    QFETCH(bool, json);
    QFETCH(int, style);
    QFETCH(int, role);
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(30, 30, 30));
    dark.setColor(QPalette::Text, QColor(220, 220, 220));
    const QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    QObject parent;
    const QsciLexer* const lexer
        = json ? createJsonLexer(dark, font, &parent) : createXmlLexer(dark, font, &parent);
    QCOMPARE(lexer->parent(), &parent);
    QCOMPARE(lexer->color(style), syntaxColor(SyntaxRole(role), dark));
    QCOMPARE(lexer->paper(style), QColor(30, 30, 30));
    QCOMPARE(lexer->font(style), font);
}

QTEST_MAIN(TestValueLexers)
#include "tst_valuelexers.moc"
