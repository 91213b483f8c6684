#include "app/commandline.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;

namespace {

const QStringList kQuery{QStringLiteral("query"), QStringLiteral("shop.db"), QStringLiteral("SELECT 1")};

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

/// What `larder query shop.db "SELECT 1" OPTIONS` means; the error fails the test.
QueryCommand queryWith(const QStringList& options)
{
    const Result<Command> command = parseCommandLine(kQuery + options);
    if (!command || !std::holds_alternative<QueryCommand>(command.value())) {
        QTest::qFail(command ? "no query" : qPrintable(errorText(command.error())), __FILE__, __LINE__);
        return {};
    }
    return std::get<QueryCommand>(command.value());
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void withoutArgumentsOpensAWindow();
    void opensAWindowOnEveryNamedConnection();
    void opensAWindowOnTheSample();
    void takesTheFolderOfTheTour();
    void takesTheTheme();
    void queryHasTheDocumentedDefaults();
    void keepsTheSqlAsItStands();
    void takesSqlThatBeginsWithAComment();
    void readsEachChoice_data();
    void readsEachChoice();
    void readsTheDialect();
    void readsWhereToWrite();
    void readsCounts();
    void readsSecondsAsMilliseconds_data();
    void readsSecondsAsMilliseconds();
    void readsParametersAsLiterals();
    void laterValueOfAnOptionCounts();
    void optionsMayStandBeforeTheirArguments();
    void refusesWrongUseWithAdvice_data();
    void refusesWrongUseWithAdvice();
    void readsWhatToTellOfSql();
    void helpNamesEveryOption();
    void versionIsOneLine();
    void helpWinsOverWhatIsMissing();
};

void TestCommandLine::withoutArgumentsOpensAWindow()
{
    const Result<Command> command = parseCommandLine({});
    QVERIFY(command);
    const auto& window = std::get<WindowCommand>(command.value());
    QVERIFY(window.connections.isEmpty());
    QVERIFY(!window.sample);
    QVERIFY(window.tourFolder.isEmpty());
}

void TestCommandLine::opensAWindowOnEveryNamedConnection()
{
    const Result<Command> command = parseCommandLine(words("a.db sqlite:///b.db --sample"));
    QVERIFY(command);
    const auto& window = std::get<WindowCommand>(command.value());
    QCOMPARE(window.connections, words("a.db sqlite:///b.db"));
    QVERIFY(window.sample);
}

void TestCommandLine::opensAWindowOnTheSample()
{
    const Result<Command> command = parseCommandLine(words("--sample"));
    QVERIFY(command);
    QVERIFY(std::get<WindowCommand>(command.value()).sample);
}

void TestCommandLine::takesTheFolderOfTheTour()
{
    const Result<Command> command = parseCommandLine(words("--tour pictures"));
    QVERIFY(command);
    QCOMPARE(std::get<WindowCommand>(command.value()).tourFolder, QStringLiteral("pictures"));
}

void TestCommandLine::takesTheTheme()
{
    const auto themeOf = [](const QByteArray& line) {
        const Result<Command> command = parseCommandLine(words(line));
        return std::get<WindowCommand>(command.value()).theme;
    };
    QVERIFY(themeOf("--sample") == Theme::Desktop);
    QVERIFY(themeOf("--theme light a.db") == Theme::Light);
    QVERIFY(themeOf("--tour pictures --theme dark") == Theme::Dark);
    const Result<Command> wrong = parseCommandLine(words("--theme blue"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().what, QStringLiteral("--theme can't be \"blue\""));
}

void TestCommandLine::queryHasTheDocumentedDefaults()
{
    const QueryCommand query = queryWith({});
    QCOMPARE(query.connection, QStringLiteral("shop.db"));
    QCOMPARE(query.sql, QByteArray("SELECT 1"));
    QCOMPARE(query.repeat, 1);
    QCOMPARE(int(query.technique), int(Technique::All));
    QCOMPARE(int(query.policy), int(FreshnessPolicy::Verify));
    QVERIFY(!query.ttl);
    QVERIFY(query.parameters.empty());
    QCOMPARE(int(query.form.format), int(RowFormat::Table));
    QVERIFY(!query.provenance);
}

void TestCommandLine::keepsTheSqlAsItStands()
{
    const QString sql = QStringLiteral(" SELECT 'ü€\U0001F600' \n-- end\n");
    const Result<Command> command = parseCommandLine({QStringLiteral("query"), QStringLiteral("f"), sql});
    QVERIFY(command);
    QCOMPARE(std::get<QueryCommand>(command.value()).sql, sql.toUtf8());
}

void TestCommandLine::readsEachChoice_data()
{
    QTest::addColumn<int>("technique");
    QTest::addColumn<int>("policy");
    QTest::addColumn<int>("format");
    const auto row = [](const char* options, Technique technique, FreshnessPolicy policy, RowFormat format) {
        QTest::newRow(options) << int(technique) << int(policy) << int(format);
    };
    row("--cache all", Technique::All, FreshnessPolicy::Verify, RowFormat::Table);
    row("--cache individual", Technique::Individual, FreshnessPolicy::Verify, RowFormat::Table);
    row("--cache off", Technique::Off, FreshnessPolicy::Verify, RowFormat::Table);
    row("--policy verify", Technique::All, FreshnessPolicy::Verify, RowFormat::Table);
    row("--policy instant", Technique::All, FreshnessPolicy::Instant, RowFormat::Table);
    row("--policy ttl", Technique::All, FreshnessPolicy::Ttl, RowFormat::Table);
    row("--policy off", Technique::All, FreshnessPolicy::Off, RowFormat::Table);
    row("--policy=off", Technique::All, FreshnessPolicy::Off, RowFormat::Table);
    row("--format table", Technique::All, FreshnessPolicy::Verify, RowFormat::Table);
    row("--format csv", Technique::All, FreshnessPolicy::Verify, RowFormat::Csv);
    row("--format tsv", Technique::All, FreshnessPolicy::Verify, RowFormat::Tsv);
    row("--format json", Technique::All, FreshnessPolicy::Verify, RowFormat::Json);
    row("--format jsonl", Technique::All, FreshnessPolicy::Verify, RowFormat::JsonLines);
    row("--format markdown", Technique::All, FreshnessPolicy::Verify, RowFormat::Markdown);
    row("--format html", Technique::All, FreshnessPolicy::Verify, RowFormat::Html);
    row("--format sql", Technique::All, FreshnessPolicy::Verify, RowFormat::Sql);
}

void TestCommandLine::readsEachChoice()
{
    QFETCH(int, technique);
    QFETCH(int, policy);
    QFETCH(int, format);
    const QueryCommand query = queryWith(words(QTest::currentDataTag()));
    QCOMPARE(int(query.technique), technique);
    QCOMPARE(int(query.policy), policy);
    QCOMPARE(int(query.form.format), format);
}

void TestCommandLine::readsTheDialect()
{
    QCOMPARE(queryWith(words("--format csv")).form.csv, CsvDialect());
    const CsvDialect chosen{.separator = ';', .quoteAll = true, .nullText = "\\N", .header = false};
    QCOMPARE(
        queryWith(words("--format csv --separator semicolon --quote all --null \\N --no-header")).form.csv,
        chosen);
    QCOMPARE(queryWith(words("--separator tab")).form.csv.separator, '\t');
    QCOMPARE(queryWith(words("--separator pipe")).form.csv.separator, '|');
    QCOMPARE(int(queryWith(words("--format tsv")).form.csv.lineEnd), int(LineEnd::Lf));
    QCOMPARE(queryWith(words("--format sql --table t")).form.sqlTable, QStringLiteral("t"));
}

void TestCommandLine::readsWhereToWrite()
{
    QCOMPARE(queryWith({}).output, QString());
    QCOMPARE(queryWith(words("--output a/b.csv.gz")).output, QStringLiteral("a/b.csv.gz"));
}

void TestCommandLine::readsCounts()
{
    QCOMPARE(queryWith(words("--repeat 3")).repeat, 3);
    QCOMPARE(queryWith(words("--repeat 2147483647")).repeat, 2147483647);
    QVERIFY(queryWith(words("--provenance")).provenance);
}

void TestCommandLine::readsSecondsAsMilliseconds_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("60") << qint64(60'000);
    QTest::newRow("0.5") << qint64(500);
    QTest::newRow("1.999") << qint64(1'999);
    QTest::newRow("31622400") << qint64(31'622'400'000);
    QTest::newRow("0.0001") << qint64(1);
}

void TestCommandLine::readsSecondsAsMilliseconds()
{
    QFETCH(qint64, milliseconds);
    const auto ttl = queryWith({QStringLiteral("--ttl"), QString::fromUtf8(QTest::currentDataTag())}).ttl;
    QVERIFY(ttl);
    QCOMPARE(qint64(ttl->count()), milliseconds);
}

void TestCommandLine::readsParametersAsLiterals()
{
    const QueryCommand query = queryWith({QStringLiteral("--param"), QStringLiteral("id=42"),
        QStringLiteral("--param"), QStringLiteral("name=a=b"), QStringLiteral("--param"),
        QStringLiteral("none=NULL"), QStringLiteral("--param"), QStringLiteral("empty="),
        QStringLiteral("--param"), QStringLiteral("low=-1.5"), QStringLiteral("--param"),
        QStringLiteral("1=x'00ff'"), QStringLiteral("--param"), QStringLiteral("t='42'")});
    const std::vector<Parameter> expected{{"id", qint64(42)}, {"name", Text{"a=b"}},
        {"none", std::monostate()}, {"empty", Text{""}}, {"low", -1.5}, {"1", Blob{QByteArray("\0\xff", 2)}},
        {"t", Text{"42"}}};
    QVERIFY(query.parameters == expected);
}

void TestCommandLine::laterValueOfAnOptionCounts()
{
    QCOMPARE(queryWith(words("--repeat 2 --repeat 5")).repeat, 5);
}

void TestCommandLine::optionsMayStandBeforeTheirArguments()
{
    QStringList arguments = words("query --repeat 2 shop.db");
    const Result<Command> command = parseCommandLine(arguments << QStringLiteral("SELECT 1"));
    QVERIFY(command);
    QCOMPARE(std::get<QueryCommand>(command.value()).repeat, 2);
}

void TestCommandLine::refusesWrongUseWithAdvice_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("advice");
    const auto row
        = [](const char* name, const QStringList& arguments, const char* what, const char* advice) {
              QTest::newRow(name) << arguments << QString::fromUtf8(what) << QString::fromUtf8(advice);
          };
    const auto option = [](const char* text) { return kQuery + words(text); };
    row("separator", option("--separator :"), "--separator can't be \":\"", "comma, pipe, semicolon, tab");
    row("quotes", option("--quote never"), "--quote can't be", "all, needed");
    row("text for NULL", option("--null a;b"), "--null can't be \"a;b\"", "without separators");
    row("no connection", {QStringLiteral("query")}, "one SQL text", "larder query FILE");
    row("no SQL", words("query shop.db"), "one SQL text", "larder query FILE");
    row("SQL in two words", words("query shop.db SELECT 1"), "one SQL text", "in quotes");
    row("unknown option", option("--colour red"), "colour", "--help");
    row("option of one dash", option("-reverse"), "'reverse'", "--help");
    row("option of the window", option("--sample"), "sample", "--help");
    row("option of a query", words("--repeat 2 shop.db"), "repeat", "--help");
    row("missing value", option("--repeat"), "repeat", "--help");
    row("value of a switch", option("--provenance=yes"), "provenance", "--help");
    row("unknown technique", option("--cache rows"), "--cache can't be \"rows\"", "all, individual, off");
    row("unknown policy", option("--policy never"), "--policy can't be \"never\"",
        "instant, off, ttl, verify");
    row("unknown format", option("--format xml"), "--format can't be \"xml\"",
        "csv, html, json, jsonl, markdown, sql, table, tsv");
    row("choice in capitals", option("--format CSV"), "--format can't be \"CSV\"",
        "csv, html, json, jsonl, markdown, sql, table, tsv");
    for (const char* number : {"0", "-1", "1.5", "two", "99999999999"})
        row(qPrintable(QStringLiteral("repeat %1").arg(QLatin1String(number))),
            kQuery + QStringList{QStringLiteral("--repeat"), QString::fromUtf8(number)}, "--repeat can't be",
            "whole number from 1");
    for (const char* seconds : {"0", "-1", "soon", "nan", "inf", "1e9", ""})
        row(qPrintable(QStringLiteral("ttl %1").arg(QLatin1String(seconds))),
            kQuery + QStringList{QStringLiteral("--ttl"), QString::fromUtf8(seconds)}, "--ttl can't be",
            "number of seconds");
    row("parameter without a value", option("--param id"), "--param can't be \"id\"", "NAME=VALUE");
    row("parameter without a name", option("--param =1"), "--param can't be \"=1\"", "NAME=VALUE");
    row("parameter twice", option("--param id=1 --param id=2"), "--param can't give \"id\" twice",
        "one value");
}

void TestCommandLine::refusesWrongUseWithAdvice()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, what);
    QFETCH(QString, advice);
    const Result<Command> command = parseCommandLine(arguments);
    QVERIFY(!command);
    QVERIFY2(command.error().what.contains(what), qPrintable(errorText(command.error())));
    QVERIFY2(command.error().advice.contains(advice), qPrintable(errorText(command.error())));
}

void TestCommandLine::readsWhatToTellOfSql()
{
    const auto parsed = [](const char* arguments) {
        const Result<Command> command = parseCommandLine(words(arguments));
        return command && std::holds_alternative<SqlCommand>(command.value())
            ? std::optional(std::get<SqlCommand>(command.value()))
            : std::nullopt;
    };
    const auto split = parsed("sql split --dialect mysql a.sql");
    QVERIFY(split);
    QCOMPARE(int(split->task), int(SqlCommand::Task::Split));
    QCOMPARE(int(split->dialect), int(SqlDialect::MySql));
    QCOMPARE(split->file, QStringLiteral("a.sql"));
    const auto classify = parsed("sql classify --dialect generic");
    QVERIFY(classify);
    QCOMPARE(int(classify->task), int(SqlCommand::Task::Classify));
    QCOMPARE(classify->file, QStringLiteral("-"));
    QCOMPARE(parsed("sql split - --dialect sqlite")->file, QStringLiteral("-"));
    for (const char* const wrong : {"sql", "sql join --dialect sqlite", "sql split",
             "sql split --dialect oracle", "sql split a b --dialect sqlite"})
        QVERIFY2(!parseCommandLine(words(wrong)), wrong);
}

void TestCommandLine::helpNamesEveryOption()
{
    for (const QStringList& arguments : {words("--help"), words("query --help")}) {
        const Result<Command> command = parseCommandLine(arguments);
        QVERIFY(command);
        const QString text = std::get<PrintCommand>(command.value()).text;
        for (const QString& option :
            words("--sample --tour --theme --help --version --repeat --cache --policy --ttl --param "
                  "--format --output --separator --quote --null --no-header --table --provenance"))
            QVERIFY2(text.contains(option), qPrintable(option));
        QVERIFY(text.contains(QStringLiteral("Exit code: 0")));
        QVERIFY(text.endsWith(u'\n'));
    }
}

void TestCommandLine::versionIsOneLine()
{
    const Result<Command> command = parseCommandLine(words("--version"));
    QVERIFY(command);
    const QString text = std::get<PrintCommand>(command.value()).text;
    QVERIFY2(QRegularExpression(QStringLiteral("^larder \\d+\\.\\d+\\.\\d+\n$")).match(text).hasMatch(),
        qPrintable(text));
}

void TestCommandLine::takesSqlThatBeginsWithAComment()
{
    const QString sql = QStringLiteral("-- all of them\nSELECT 1");
    for (const QStringList& arguments :
        {QStringList{QStringLiteral("query"), QStringLiteral("f"), sql, QStringLiteral("--provenance")},
            QStringList{QStringLiteral("query"), QStringLiteral("--provenance"), QStringLiteral("f"),
                QStringLiteral("--"), sql}}) {
        const Result<Command> command = parseCommandLine(arguments);
        QVERIFY2(command, command ? "" : qPrintable(errorText(command.error())));
        QCOMPARE(std::get<QueryCommand>(command.value()).sql, sql.toUtf8());
        QVERIFY(std::get<QueryCommand>(command.value()).provenance);
    }
    QVERIFY(!parseCommandLine(words("query f --nosuch")));
}

void TestCommandLine::helpWinsOverWhatIsMissing()
{
    const Result<Command> command = parseCommandLine(words("query -h"));
    QVERIFY(command);
    QVERIFY(std::holds_alternative<PrintCommand>(command.value()));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
