#include "app/sqlcommand.h"

#include "tests/support/larderprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonArray casesIn(const char* name)
{
    QFile file(QStringLiteral(LARDER_TEST_DATA "/sql/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

} // namespace

class TestSqlCommand final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereEachStatementStands();
    void splitsTheCasesOnRecord();
    void tellsWhatAStatementMayDo();
    void saysWhatForbidsKeepingAResult();
    void readsAFileOrStandardInput();
    void saysWhatItCannotRead();
};

void TestSqlCommand::tellsWhereEachStatementStands()
{
    const QByteArray script = "SELECT 'ä;' ;\n -- next\nDELETE FROM t;";
    const QJsonArray statements
        = parsed(splitJson(script, SqlDialect::Sqlite))[QStringLiteral("statements")].toArray();
    QCOMPARE(statements.size(), 2);
    for (const QJsonValue& each : statements) {
        const QJsonObject statement = each.toObject();
        QCOMPARE(statement[QStringLiteral("text")].toString().toUtf8(),
            script.mid(
                statement[QStringLiteral("offset")].toInt(), statement[QStringLiteral("length")].toInt()));
    }
    QCOMPARE(
        parsed(splitJson(" ; -- no\n", SqlDialect::Sqlite))[QStringLiteral("statements")].toArray().size(),
        0);
}

void TestSqlCommand::splitsTheCasesOnRecord()
{
    int looked = 0;
    for (const QJsonValue& each : casesIn("split.json")) {
        const QJsonObject data = each.toObject();
        const QString name = data[QStringLiteral("dialect")].toString();
        const auto dialect = sqlDialectNamed(name == QStringLiteral("any") ? u"generic" : QStringView(name));
        if (!dialect)
            continue;
        QJsonArray texts;
        const QByteArray json = splitJson(data[QStringLiteral("script")].toString().toUtf8(), *dialect);
        for (const QJsonValue& statement : parsed(json)[QStringLiteral("statements")].toArray())
            texts.append(statement.toObject()[QStringLiteral("text")]);
        QCOMPARE(texts, data[QStringLiteral("pieces")].toArray());
        ++looked;
    }
    QVERIFY(looked > 20);
}

void TestSqlCommand::tellsWhatAStatementMayDo()
{
    const QJsonObject read = parsed(classificationJson("SELECT a FROM b JOIN C", SqlDialect::Sqlite));
    QCOMPARE(read,
        parsed(
            R"({"readOnly":true,"cacheable":true,"reason":null,"token":null,"reads":["b","c"],"writes":[]})"));
    const QJsonObject write = parsed(classificationJson("INSERT INTO b SELECT * FROM c", SqlDialect::MySql));
    QVERIFY(!write[QStringLiteral("readOnly")].toBool());
    QCOMPARE(write[QStringLiteral("writes")].toArray(), QJsonArray{QStringLiteral("b")});
    QCOMPARE(write[QStringLiteral("reads")].toArray(), QJsonArray{QStringLiteral("c")});
}

void TestSqlCommand::saysWhatForbidsKeepingAResult()
{
    const QJsonObject object = parsed(classificationJson("SELECT random() FROM t", SqlDialect::PostgreSql));
    QVERIFY(object[QStringLiteral("readOnly")].toBool());
    QVERIFY(!object[QStringLiteral("cacheable")].toBool());
    QCOMPARE(object[QStringLiteral("token")].toString(), QStringLiteral("random"));
    QVERIFY(object[QStringLiteral("reason")].toString().contains(QStringLiteral("another answer")));
}

void TestSqlCommand::readsAFileOrStandardInput()
{
    const QStringList split{QStringLiteral("sql"), QStringLiteral("split"), QStringLiteral("--dialect"),
        QStringLiteral("sqlite")};
    const QByteArray script = "SELECT 1; SELECT 2";
    const Ended piped = runLarder(split, script);
    QCOMPARE(piped.exitCode, 0);
    QCOMPARE(piped.errors, QByteArray());
    QCOMPARE(piped.output, splitJson(script, SqlDialect::Sqlite));
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.sql")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(script);
    file.close();
    QCOMPARE(runLarder(split + QStringList(file.fileName())).output, piped.output);
}

void TestSqlCommand::saysWhatItCannotRead()
{
    const Ended ended = runLarder({QStringLiteral("sql"), QStringLiteral("classify"),
        QStringLiteral("--dialect"), QStringLiteral("sqlite"), QStringLiteral("/no/such.sql")});
    QCOMPARE(ended.exitCode, 1);
    QCOMPARE(ended.output, QByteArray());
    QVERIFY(ended.errors.contains("/no/such.sql"));
    QCOMPARE(runLarder({QStringLiteral("sql"), QStringLiteral("split")}).exitCode, 2);
}

QTEST_APPLESS_MAIN(TestSqlCommand)
#include "tst_sqlcommand.moc"
