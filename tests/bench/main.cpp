#include "tests/bench/benches.h"

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
    return {{QStringLiteral("name"), measure.name}, {QStringLiteral("value"), measure.value},
        {QStringLiteral("unit"), measure.unit}, {QStringLiteral("baseline"), orNull(measure.baseline)},
        {QStringLiteral("ratio"), orNull(measure.ratio)}};
}

bool missesTarget(const Measure& measure)
{
    if (!measure.limit)
        return false;
    const double judged = measure.ratio.value_or(measure.value);
    return measure.atLeast ? judged < *measure.limit : judged > *measure.limit;
}

void print(const Measure& measure)
{
    std::printf("%-22s %12.3f %-3s", qPrintable(measure.name), measure.value, qPrintable(measure.unit));
    if (measure.baseline)
        std::printf("  baseline %12.3f  ratio %6.2f", *measure.baseline, *measure.ratio);
    if (missesTarget(measure))
        std::printf(
            "  MISSES its target of %s %.2f", measure.atLeast ? "at least" : "at most", *measure.limit);
    std::printf("\n");
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
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Measures Larder against baselines in the same run."));
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Write the measures to FILE."), QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("quick"), QStringLiteral("Little data, one round: only to see that it runs.")});
    parser.process(application);
    const BenchSize size = parser.isSet(QStringLiteral("quick")) ? BenchSize{20'000, 1} : BenchSize{};
    std::vector<Measure> measures;
    for (const auto& bench :
        {measureHits, measureFetch, measureArranging, measureExport, measureFirstPaint}) {
        for (const Measure& measure : bench(size)) {
            print(measure);
            std::fflush(stdout);
            measures.push_back(measure);
        }
    }
    if (parser.isSet(QStringLiteral("json")) && !writeJson(parser.value(QStringLiteral("json")), measures)) {
        std::fprintf(
            stderr, "larder_bench: cannot write %s\n", qPrintable(parser.value(QStringLiteral("json"))));
        return 1;
    }
    return 0;
}
