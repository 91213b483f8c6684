#include "ui/sqlhighlighter.h"

#include "ui/sqleditor.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

class Fixture
{
public:
    explicit Fixture(const QByteArray& text) { editor.setUtf8Text(text); }

    /// One letter for the style of each byte.
    [[nodiscard]] QByteArray styles() const
    {
        editor.SendScintilla(QsciScintilla::SCI_COLOURISE, 0UL, -1L);
        QByteArray letters;
        for (qsizetype i = 0; i < editor.utf8Text().size(); ++i)
            letters += " kcsn\"p.!"[editor.SendScintilla(
                QsciScintilla::SCI_GETSTYLEAT, static_cast<unsigned long>(i))];
        return letters;
    }

    SqlEditor editor;
};

QPalette darkPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
    palette.setColor(QPalette::Text, QColor(0xe0, 0xe0, 0xe0));
    return palette;
}

} // namespace

class TestSqlHighlighter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void colorsSql_data();
    void colorsSql();
    void colorsLinesLikeWholeTextAfterEdit();
    void colorsPostgreSql_data();
    void colorsPostgreSql();
    void changesColorsWithPalette();
};

void TestSqlHighlighter::init()
{
    // All warnings but those of the offscreen platform about itself.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

void TestSqlHighlighter::colorsSql_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("styles");
    QTest::newRow("words") << QByteArray("SELECT a From b") << QByteArray("kkkkkk   kkkk  ");
    QTest::newRow("word behind a point") << QByteArray("t.key") << QByteArray(" .   ");
    QTest::newRow("values") << QByteArray("1 'x' \"n\" :p") << QByteArray("n sss \"\"\" pp");
    QTest::newRow("line comment") << QByteArray("1 -- it's\n2") << QByteArray("n ccccccc n");
    QTest::newRow("comment over lines") << QByteArray("/* a\nselect */ 1") << QByteArray("cccccccccccccc n");
    QTest::newRow("quote over lines") << QByteArray("'a\n--b' 1") << QByteArray("sssssss n");
}

void TestSqlHighlighter::colorsSql()
{
    QFETCH(const QByteArray, text);
    const Fixture fixture(text);
    QTEST(fixture.styles(), "styles");
}

void TestSqlHighlighter::colorsLinesLikeWholeTextAfterEdit()
{
    const QByteArray text("SELECT 1;\n/* a\n b\n c */\nSELECT 'x\ny' -- z\n;\nSELECT 2;\n");
    Fixture fixture(text);
    QByteArray expected = text;
    const std::vector<std::pair<int, QByteArray>> edits{
        {0, "/*"}, {20, "'"}, {5, "*/"}, {30, "\n"}, {12, "\"\n"}, {40, "*/ '"}, {0, "-- "}};
    for (const auto& [position, inserted] : edits) {
        QVERIFY(!fixture.styles().isEmpty());
        expected.insert(position, inserted);
        fixture.editor.SendScintilla(
            QsciScintilla::SCI_INSERTTEXT, static_cast<unsigned long>(position), inserted.constData());
        const Fixture fresh(expected);
        QCOMPARE(fixture.styles(), fresh.styles());
    }
}

void TestSqlHighlighter::colorsPostgreSql_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("styles");
    const auto row = [](const char* name, const char* text, const char* styles) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(styles);
    };
    row("dollar quote", "SELECT $$a;'$$ 1", "kkkkkk sssssss n");
    row("dollar quote with a tag", "$f$ $$ -- $f$ 1", "sssssssssssss n");
    row("dollar quote over lines", "$$a\n-- b\n$$ 1", "sssssssssss n");
    row("parameter", "$1 + $x", "pp . ! ");
    row("escape string", R"(E'it\'s' 'a\' 1)", "ssssssss ssss n");
    row("bits and national", "B'01' N'x' U&'d\\0061'", "sssss ssss ssssssssss");
    row("nested comment", "/* a /* b */ c */ 1", "ccccccccccccccccc n");
    row("cast", "a::text b::path::my_type", " ..kkkk  ..kkkk..kkkkkkk");
    row("cast to a quoted type", "a::\"T\"", " ..\"\"\"");
    row("words of its own", "RETURNING a ILIKE b LATERAL", "kkkkkkkkk   kkkkk   kkkkkkk");
    row("types", "bytea jsonb int8 timestamptz", "kkkkk kkkkk kkkk kkkkkkkkkkk");
    row("words of others", "pragma autoincrement top", std::string(24, ' ').c_str());
    row("columns", "name, data, value", "    .     .      ");
    row("operator", "a ?| b @> c", "  ..   ..  ");
}

void TestSqlHighlighter::colorsPostgreSql()
{
    QFETCH(const QByteArray, text);
    Fixture fixture(text);
    fixture.editor.setDialect(SqlDialect::PostgreSql);
    QTEST(fixture.styles(), "styles");
}

void TestSqlHighlighter::changesColorsWithPalette()
{
    Fixture fixture("SELECT 1");
    const auto keyword = [&] {
        return fixture.editor.SendScintilla(QsciScintilla::SCI_STYLEGETFORE, int(SqlHighlighter::Keyword));
    };
    const auto paper = [&] {
        return fixture.editor.SendScintilla(QsciScintilla::SCI_STYLEGETBACK, int(SqlHighlighter::Keyword));
    };
    const long before = keyword();
    fixture.editor.setPalette(darkPalette());
    QVERIFY(keyword() != before);
    QCOMPARE(paper(), 0x1e1e1eL);
    QCOMPARE(fixture.styles(), QByteArray("kkkkkk n"));
}

QTEST_MAIN(TestSqlHighlighter)
#include "tst_sqlhighlighter.moc"
