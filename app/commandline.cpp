#include "app/commandline.h"

#include <QCommandLineParser>

#include <algorithm>
#include <map>

namespace larder {

namespace {

const auto kUsage
    = QStringLiteral(R"(Larder: browse databases through a cache that tells whether it is still true.

Usage:
  larder [FILE | URL]…             open a window
  larder --sample                  open a window on a private copy of the sample database
  larder --tour FOLDER             walk through the program and save pictures of each step in FOLDER
  larder query CONNECTION SQL [OPTION]…
                                   run SQL without a window
  larder sql split|classify --dialect sqlite|postgresql|mysql|sqlserver|generic [FILE|-]
                                   tell as JSON what the statements of a text are, or what one may do
  larder --help | --version

CONNECTION is a SQLite file, sqlite:///path, postgresql://user@host:port/database, the same with mariadb, or
odbc://source.

Options of the window and of the tour:
  --theme desktop|light|dark       which colours it has (default desktop)

Options of query:
  --repeat N                       run it N times, one after the other (default 1)
  --cache all|individual|off       what is stored: the whole result, each row by its primary key, nothing
                                   (default all)
  --policy verify|instant|ttl|off  when a stored result is served: after the database confirmed it, at once
                                   and confirmed behind, while its time to live lasts, never (default verify)
  --ttl SECONDS                    how long a stored result lives
  --timeout SECONDS                cancel a statement that runs longer
  --param NAME=VALUE               the value of :NAME, @NAME, $NAME or ?NAME; VALUE is read as a SQL literal
                                   (42, 1.5, NULL, 'text', x'00ff'), anything else as text; may be repeated
  --format table|csv|tsv|json|jsonl|markdown|html|sql
                                   how rows are written (default table)
  --output FILE                    write to FILE instead of standard output; it appears when all went well;
                                   compressed if its name ends in .gz or .zst
  --separator comma|semicolon|tab|pipe
                                   between the values of csv (default comma)
  --quote needed|all               quotes around values of csv and tsv (default needed)
  --null TEXT                      what stands for NULL in csv and tsv (default nothing)
  --no-header                      leave the names of the columns out of csv and tsv
  --table NAME                     the table that sql inserts into (default: the one the rows come from)
  --provenance                     print one JSON object per execution to standard error

Exit code: 0 success, 1 the database reports an error, 2 wrong use.
)");

template <typename T>
Result<T> choice(const QCommandLineParser& parser, const QString& option, const std::map<QString, T>& choices)
{
    const QString value = parser.value(option);
    const auto found = choices.find(value);
    if (found != choices.end())
        return found->second;
    QStringList names;
    for (const auto& [name, meaning] : choices)
        names << name;
    return Error{QStringLiteral("--%1 can't be \"%2\"").arg(option, value), QString(),
        QStringLiteral("Use one of: %1.").arg(names.join(QStringLiteral(", ")))};
}

Result<int> positive(const QString& option, const QString& text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber && number >= 1)
        return number;
    return Error{QStringLiteral("--%1 can't be \"%2\"").arg(option, text), QString(),
        QStringLiteral("Use a whole number from 1.")};
}

Result<std::optional<std::chrono::milliseconds>> secondsFrom(
    const QCommandLineParser& parser, const QString& option)
{
    if (!parser.isSet(option))
        return std::optional<std::chrono::milliseconds>();
    const QString text = parser.value(option);
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    constexpr double kYear = 366.0 * 24 * 3600;
    if (isNumber && seconds > 0 && seconds <= kYear)
        return std::optional(std::chrono::milliseconds(std::max<qint64>(1, qRound64(seconds * 1000))));
    return Error{QStringLiteral("--%1 can't be \"%2\"").arg(option, text), QString(),
        QStringLiteral("Use a number of seconds above 0, at most a year.")};
}

Result<std::vector<Parameter>> parametersFrom(const QStringList& assignments)
{
    std::vector<Parameter> parameters;
    for (const QString& assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1) {
            return Error{QStringLiteral("--param can't be \"%1\"").arg(assignment), QString(),
                QStringLiteral("Use NAME=VALUE.")};
        }
        Parameter parameter{
            assignment.left(equals).toUtf8(), valueFromLiteral(assignment.mid(equals + 1).toUtf8())};
        const auto isSame = [&](const Parameter& other) { return other.name == parameter.name; };
        if (std::any_of(parameters.begin(), parameters.end(), isSame)) {
            return Error{QStringLiteral("--param can't give \"%1\" twice").arg(assignment.left(equals)),
                QString(), QStringLiteral("Give one value for each name.")};
        }
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

void addQueryOptions(QCommandLineParser& parser)
{
    const auto add = [&](const char* name, const char* value, const char* byDefault) {
        parser.addOption({QString::fromLatin1(name), QString(), QString::fromLatin1(value),
            QString::fromLatin1(byDefault)});
    };
    add("repeat", "N", "1");
    add("cache", "technique", "all");
    add("policy", "policy", "verify");
    add("ttl", "seconds", "");
    add("timeout", "seconds", "");
    add("param", "assignment", "");
    add("format", "format", "table");
    add("output", "file", "");
    add("separator", "separator", "comma");
    add("quote", "quote", "needed");
    add("null", "text", "");
    add("table", "name", "");
    parser.addOption({QStringLiteral("no-header"), QString()});
    parser.addOption({QStringLiteral("provenance"), QString()});
}

std::optional<Error> readChoices(const QCommandLineParser& parser, QueryCommand& command)
{
    const auto technique = choice<Technique>(parser, QStringLiteral("cache"),
        {{QStringLiteral("all"), Technique::All}, {QStringLiteral("individual"), Technique::Individual},
            {QStringLiteral("off"), Technique::Off}});
    const auto policy = choice<FreshnessPolicy>(parser, QStringLiteral("policy"),
        {{QStringLiteral("verify"), FreshnessPolicy::Verify},
            {QStringLiteral("instant"), FreshnessPolicy::Instant},
            {QStringLiteral("ttl"), FreshnessPolicy::Ttl}, {QStringLiteral("off"), FreshnessPolicy::Off}});
    if (!technique)
        return technique.error();
    if (!policy)
        return policy.error();
    command.technique = technique.value();
    command.policy = policy.value();
    return std::nullopt;
}

Result<CsvDialect> dialectFrom(const QCommandLineParser& parser, CsvDialect dialect)
{
    const auto separator = choice<char>(parser, QStringLiteral("separator"),
        {{QStringLiteral("comma"), ','}, {QStringLiteral("semicolon"), ';'}, {QStringLiteral("tab"), '\t'},
            {QStringLiteral("pipe"), '|'}});
    const auto quoteAll = choice<bool>(
        parser, QStringLiteral("quote"), {{QStringLiteral("needed"), false}, {QStringLiteral("all"), true}});
    if (!separator)
        return separator.error();
    if (!quoteAll)
        return quoteAll.error();
    dialect.separator = separator.value();
    dialect.quoteAll = quoteAll.value();
    dialect.nullText = parser.value(QStringLiteral("null")).toUtf8();
    dialect.header = !parser.isSet(QStringLiteral("no-header"));
    if (isNullText(dialect.nullText))
        return dialect;
    return Error{QStringLiteral("--null can't be \"%1\"").arg(parser.value(QStringLiteral("null"))),
        QString(), QStringLiteral("Use a text without separators, quotes and line breaks.")};
}

Result<RowForm> formFrom(const QCommandLineParser& parser)
{
    const auto format = choice<RowFormat>(parser, QStringLiteral("format"),
        {{QStringLiteral("table"), RowFormat::Table}, {QStringLiteral("csv"), RowFormat::Csv},
            {QStringLiteral("tsv"), RowFormat::Tsv}, {QStringLiteral("json"), RowFormat::Json},
            {QStringLiteral("jsonl"), RowFormat::JsonLines},
            {QStringLiteral("markdown"), RowFormat::Markdown}, {QStringLiteral("html"), RowFormat::Html},
            {QStringLiteral("sql"), RowFormat::Sql}});
    if (!format)
        return format.error();
    RowForm form = defaultForm(format.value());
    const auto dialect = dialectFrom(parser, form.csv);
    if (!dialect)
        return dialect.error();
    form.csv = dialect.value();
    form.sqlTable = parser.value(QStringLiteral("table"));
    return form;
}

Result<Command> queryCommand(const QCommandLineParser& parser, const QStringList& positional)
{
    if (positional.size() != 2) {
        return Error{QStringLiteral("query takes a connection and one SQL text"),
            QStringLiteral("%1 arguments were given").arg(positional.size()),
            QStringLiteral("Put the SQL in quotes: larder query FILE \"SELECT …\".")};
    }
    QueryCommand command;
    command.connection = positional[0];
    command.sql = positional[1].toUtf8();
    if (const auto error = readChoices(parser, command))
        return *error;
    const auto repeat = positive(QStringLiteral("repeat"), parser.value(QStringLiteral("repeat")));
    if (!repeat)
        return repeat.error();
    auto ttl = secondsFrom(parser, QStringLiteral("ttl"));
    if (!ttl)
        return ttl.error();
    auto timeout = secondsFrom(parser, QStringLiteral("timeout"));
    if (!timeout)
        return timeout.error();
    auto parameters = parametersFrom(
        parser.isSet(QStringLiteral("param")) ? parser.values(QStringLiteral("param")) : QStringList());
    if (!parameters)
        return parameters.error();
    auto form = formFrom(parser);
    if (!form)
        return form.error();
    command.form = std::move(form.value());
    command.output = parser.value(QStringLiteral("output"));
    command.repeat = repeat.value();
    command.ttl = ttl.value();
    command.timeout = timeout.value();
    command.parameters = std::move(parameters.value());
    command.provenance = parser.isSet(QStringLiteral("provenance"));
    return Command(std::move(command));
}

Result<Command> sqlCommand(const QCommandLineParser& parser, const QStringList& positional)
{
    const std::map<QString, SqlCommand::Task> tasks{{QStringLiteral("split"), SqlCommand::Task::Split},
        {QStringLiteral("classify"), SqlCommand::Task::Classify}};
    const auto task = tasks.find(positional.value(0));
    if (task == tasks.end() || positional.size() > 2) {
        return Error{QStringLiteral("sql takes a task and one file"), QString(),
            QStringLiteral("Use larder sql split FILE, or larder sql classify FILE.")};
    }
    const QString name = parser.value(QStringLiteral("dialect"));
    const auto dialect = sqlDialectNamed(name);
    if (!dialect) {
        return Error{QStringLiteral("--dialect can't be \"%1\"").arg(name), QString(),
            QStringLiteral("Use one of: sqlite, postgresql, mysql, sqlserver, generic.")};
    }
    return Command(SqlCommand{task->second, *dialect, positional.value(1, QStringLiteral("-"))});
}

Result<Command> windowCommand(const QCommandLineParser& parser)
{
    const auto theme = choice<Theme>(parser, QStringLiteral("theme"),
        {{QStringLiteral("desktop"), Theme::Desktop}, {QStringLiteral("light"), Theme::Light},
            {QStringLiteral("dark"), Theme::Dark}});
    if (!theme)
        return theme.error();
    return Command(WindowCommand{parser.positionalArguments(), parser.isSet(QStringLiteral("sample")),
        parser.value(QStringLiteral("tour")), theme.value()});
}

std::optional<Error> parseOptions(QCommandLineParser& parser, const QStringList& arguments)
{
    // The parser wants the program's name first.
    if (parser.parse(QStringList(QStringLiteral("larder")) + arguments))
        return std::nullopt;
    return Error{parser.errorText(), QString(), QStringLiteral("See larder --help.")};
}

// SQL that begins with a comment is no option.
QStringList takeComments(QStringList& arguments)
{
    QStringList comments;
    const auto end = arguments.contains(QStringLiteral("--"))
        ? arguments.begin() + arguments.indexOf(QStringLiteral("--"))
        : arguments.end();
    const auto isComment = [](const QString& argument) {
        return argument.size() > 2 && argument.startsWith(QStringLiteral("--")) && argument.at(2).isSpace();
    };
    const auto first = std::stable_partition(
        arguments.begin(), end, [&](const QString& argument) { return !isComment(argument); });
    comments.append(QStringList(first, end));
    arguments.erase(first, end);
    return comments;
}

} // namespace

Result<Command> parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    // So that a message names "-style" as it was typed.
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QString()});
    parser.addOption({QStringLiteral("version"), QString()});
    const bool query = arguments.value(0) == QStringLiteral("query");
    QStringList options = arguments;
    const QStringList comments = query ? takeComments(options) : QStringList();
    const bool sql = arguments.value(0) == QStringLiteral("sql");
    if (query) {
        addQueryOptions(parser);
    } else if (sql) {
        parser.addOption({QStringLiteral("dialect"), QString(), QStringLiteral("name"), QString()});
    } else {
        parser.addOption({QStringLiteral("sample"), QString()});
        parser.addOption({QStringLiteral("tour"), QString(), QStringLiteral("folder")});
        parser.addOption(
            {QStringLiteral("theme"), QString(), QStringLiteral("name"), QStringLiteral("desktop")});
    }
    if (const auto error = parseOptions(parser, options))
        return *error;
    if (parser.isSet(QStringLiteral("help")))
        return Command(PrintCommand{kUsage});
    if (parser.isSet(QStringLiteral("version")))
        return Command(PrintCommand{QStringLiteral("larder %1\n").arg(QStringLiteral(LARDER_VERSION))});
    if (query)
        return queryCommand(parser, parser.positionalArguments().mid(1) + comments);
    if (sql)
        return sqlCommand(parser, parser.positionalArguments().mid(1));
    return windowCommand(parser);
}

} // namespace larder
