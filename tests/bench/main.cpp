#include "tests/bench/benches.h"

#include "app/allocator.h"
#include "tests/bench/policybench.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace larder::bench;

namespace {

QJsonObject jsonOf(const Measure& measure)
{
    const auto orNull
        = [](const std::optional<double>& number) { return number ? QJsonValue(*number) : QJsonValue(); };
    if (!measure.leftOut.isEmpty())
        return {{QStringLiteral("name"), measure.name}, {QStringLiteral("leftOut"), measure.leftOut}};
    return {{QStringLiteral("name"), measure.name}, {QStringLiteral("value"), measure.value},
        {QStringLiteral("unit"), measure.unit}, {QStringLiteral("baseline"), orNull(measure.baseline)},
        {QStringLiteral("ratio"), orNull(measure.ratio)}};
}

bool missesTarget(const Measure& measure)
{
    if (!measure.limit || !measure.leftOut.isEmpty())
        return false;
    const double judged = measure.ratio.value_or(measure.value);
    return measure.atLeast ? judged < *measure.limit : judged > *measure.limit;
}

void print(const Measure& measure)
{
    if (!measure.leftOut.isEmpty()) {
        std::printf("%-22s left out: %s\n", qPrintable(measure.name), qPrintable(measure.leftOut));
        return;
    }
    std::printf("%-22s %12.3f %-3s", qPrintable(measure.name), measure.value, qPrintable(measure.unit));
    if (measure.baseline)
        std::printf("  baseline %12.3f  ratio %6.2f", *measure.baseline, *measure.ratio);
    if (missesTarget(measure))
        std::printf(
            "  MISSES its target of %s %.2f", measure.atLeast ? "at least" : "at most", *measure.limit);
    std::printf("\n");
}

/// Says which of @p measures miss their targets; true if none does.
bool summarize(const std::vector<Measure>& measures)
{
    QStringList missed;
    qsizetype judged = 0;
    for (const Measure& measure : measures) {
        judged += measure.limit && measure.leftOut.isEmpty() ? 1 : 0;
        if (missesTarget(measure))
            missed << measure.name;
    }
    std::printf("%d of %d figures miss their target%s%s\n", int(missed.size()), int(judged),
        missed.isEmpty() ? "" : ": ", qPrintable(missed.join(QStringLiteral(", "))));
    return missed.isEmpty();
}

bool writeJson(const QString& path, const std::vector<Measure>& measures)
{
    QJsonArray array;
    for (const Measure& measure : measures)
        array.append(jsonOf(measure));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(array).toJson()) > 0;
}

} // namespace

int main(int argc, char** argv)
{
    larder::returnLargeBlocks();
    const QApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QStringLiteral("policy")) {
        arguments.removeAt(1);
        return runPolicyBench(arguments);
    }
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Larder against baselines in the same run."));
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Write the measures to FILE."), QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("quick"), QStringLiteral("Little data, one round: only to see that it runs.")});
    parser.addOption({QStringLiteral("only"),
        QStringLiteral(
            "Only one part: hits, engine, rows, fetch, postgresql, mariadb, odbc, arranging, spill, export, "
            "grid, paint, answering, inspector or start."),
        QStringLiteral("PART")});
    parser.addOption({QStringLiteral("strict"), QStringLiteral("End with 1 if a figure misses its target.")});
    parser.process(application);
    const BenchSize size = parser.isSet(QStringLiteral("quick")) ? BenchSize{20'000, 1} : BenchSize{};
    std::vector<Measure> measures;
    const std::vector<std::pair<const char*, std::vector<Measure> (*)(const BenchSize&)>> benches{
        {"hits", measureHits},
        {"engine", measureEngine},
        {"rows", measureRows},
        {"fetch", measureFetch},
        {"postgresql", measurePostgreSql},
        {"mariadb", measureMariaDb},
        {"odbc", measureOdbc},
        {"arranging", measureArranging},
        {"spill", measureSpill},
        {"export", measureExport},
        {"grid", measureGrid},
        {"paint", measureFirstPaint},
        {"answering", measureAnswering},
        {"inspector", measureInspector},
        {"start", measureStart},
    };
    const QString only = parser.value(QStringLiteral("only"));
    for (const auto& [name, bench] : benches) {
        if (!only.isEmpty() && only != QLatin1String(name))
            continue;
        for (const Measure& measure : bench(size)) {
            print(measure);
            std::fflush(stdout);
            measures.push_back(measure);
        }
    }
    const bool good = summarize(measures);
    if (parser.isSet(QStringLiteral("json")) && !writeJson(parser.value(QStringLiteral("json")), measures)) {
        std::fprintf(
            stderr, "larder_bench: cannot write %s\n", qPrintable(parser.value(QStringLiteral("json"))));
        return 1;
    }
    return good || !parser.isSet(QStringLiteral("strict")) ? 0 : 1;
}
