#include "tests/support/sqlcases.h"
#include "tests/support/sqlinvariants.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace larder;

class TestSqlRobustness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsItsPromisesForRandomBytes();
    void keepsItsPromisesForRandomFragments();
    void keepsItsPromisesForCutCases();

private:
    void check(const QByteArray& text);
};

void TestSqlRobustness::check(const QByteArray& text)
{
    for (SqlDialect dialect : test::kAllDialects) {
        const char* broken = test::brokenSqlPromise(text, dialect);
        QVERIFY2(!broken,
            qPrintable(QStringLiteral("%1, dialect %2: %3")
                           .arg(QString::fromLatin1(broken))
                           .arg(static_cast<int>(dialect))
                           .arg(QString::fromLatin1(text.toPercentEncoding(" ()*/;'\"")))));
    }
}

void TestSqlRobustness::keepsItsPromisesForRandomBytes()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 5'000 && !QTest::currentTestFailed(); ++i) {
        QByteArray text(random.bounded(40), '\0');
        for (char& c : text)
            c = static_cast<char>(random.bounded(256));
        check(text);
    }
}

void TestSqlRobustness::keepsItsPromisesForRandomFragments()
{
    static const QByteArrayList fragments{"SELECT", "FROM", "WITH", "AS", "a", "t", "INSERT", "INTO",
        "DELETE", "UPDATE", "SET", "WHERE", "BEGIN", "END", "CASE", "IF", "THEN", "LOOP", "CREATE", "TRIGGER",
        "PROCEDURE", "ATOMIC", "NOT", "EXPLAIN", "ANALYZE", "PRAGMA", "COPY", "STDIN", "VALUES", "UNION",
        "JOIN", "USING", "ON", "FOR", "count", "now", "E'", "U&\"", "$$", "$a$", "'", "\"", "`", "[", "]",
        "(", ")", "/*", "*/", "/*!", "/*+", "--", "#", "\\", "\\'", "''", "\n", "\r", " ", "\t", ";", ",",
        ".", "*", "/", "-", ":", "::", ":=", "?", "@", "$", "1", "0x", "1e", ".5", "\nGO\n", "\nDELIMITER ",
        "//", "\\g", "\\.", "\xEF\xBB\xBF", "\xC3\xA9", "\x80", "cache: off"};
    QRandomGenerator random(2);
    for (int i = 0; i < 15'000 && !QTest::currentTestFailed(); ++i) {
        QByteArray text;
        for (int n = random.bounded(30); n > 0; --n)
            text += fragments[random.bounded(static_cast<int>(fragments.size()))]
                + (random.bounded(2) ? " " : "");
        check(text);
    }
}

void TestSqlRobustness::keepsItsPromisesForCutCases()
{
    for (const char* file : {"split.json", "classify.json"}) {
        const QJsonArray cases = test::sqlCases(QString::fromLatin1(file));
        QVERIFY(!cases.isEmpty());
        for (const QJsonValue& value : cases) {
            const QByteArray text = (value[u"script"].toString() + value[u"sql"].toString()).toUtf8();
            for (qsizetype length = 0; length <= text.size() && !QTest::currentTestFailed(); ++length)
                check(text.left(length));
        }
    }
}

QTEST_APPLESS_MAIN(TestSqlRobustness)
#include "tst_sqlrobustness.moc"
