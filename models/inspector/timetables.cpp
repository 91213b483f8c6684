#include "models/inspector/timetables.h"

#include "models/inspector/eventtext.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

using Answers = RequestTimeline::Answers;
using Shape = ChartTable::Shape;
using Unit = ChartTable::Unit;
using std::chrono::seconds;

struct StatisticsText
{
    Q_DECLARE_TR_FUNCTIONS(larder::Statistics)
};

constexpr qint64 kMostSteps = 60;
/// As many as have colours that can be told apart, less one for the others.
constexpr size_t kMostLines = 6;

QStringList answerTitles()
{
    return {StatisticsText::tr("Proven fresh"), StatisticsText::tr("Not verified"),
        StatisticsText::tr("Stale"), StatisticsText::tr("Rows"), StatisticsText::tr("Joined"),
        StatisticsText::tr("Misses"), StatisticsText::tr("Bypasses")};
}

qint64 hitsIn(const Answers& answers)
{
    return std::accumulate(answers.begin(), answers.begin() + RequestTimeline::kJoined, qint64(0));
}

qint64 askedIn(const Answers& answers)
{
    return hitsIn(answers) + answers[RequestTimeline::kMissed];
}

qint64 requestsIn(const Answers& answers)
{
    return askedIn(answers) + answers[RequestTimeline::kBypassed];
}

/// A piece of the time that a chart shows, with the answers of each line.
struct Step
{
    QDateTime end = {};
    double seconds = 1;
    std::vector<Answers> lines = std::vector<Answers>(1);
};

/// What a chart over time is made of.
struct Course
{
    bool isSplit = false;
    /// Of the lines, where they are split.
    QStringList names = {};
    std::vector<Step> steps = {};
};

Answers answersOf(const CacheStatistics& statistics)
{
    Answers answers{};
    for (const HitClass hitClass : kHitClasses)
        answers.at(size_t(hitClass)) = quint32(statistics.byClass(hitClass));
    answers[RequestTimeline::kJoined] = quint32(statistics.joined());
    answers[RequestTimeline::kMissed] = quint32(statistics.misses());
    answers[RequestTimeline::kBypassed] = quint32(statistics.bypasses());
    return answers;
}

Course courseOf(const StatisticsSampler& sampler, seconds length)
{
    const auto& samples = sampler.samples();
    Course course;
    const size_t stride = size_t(std::max<qint64>(1, length.count() / kMostSteps));
    const size_t wanted = std::min(samples.size(), size_t(length.count()) + 1);
    // Steps end where they did before, so that bars don't change while they wander.
    const size_t firstSample = samples.size() - wanted;
    course.steps.reserve(wanted / stride + 1);
    for (size_t from = firstSample; from + stride < samples.size(); from += stride) {
        const StatisticsSampler::Sample& before = samples[from];
        const StatisticsSampler::Sample& after = samples[from + stride];
        Step step{after.time, std::max(0.001, double(before.time.msecsTo(after.time)) / 1'000)};
        std::ranges::transform(answersOf(after.statistics), answersOf(before.statistics),
            step.lines.front().begin(), std::minus());
        course.steps.push_back(std::move(step));
    }
    return course;
}

QString techniqueName(Technique technique)
{
    switch (technique) {
    case Technique::Off:
        return StatisticsText::tr("off");
    case Technique::All:
        return StatisticsText::tr("all");
    case Technique::Individual:
        return StatisticsText::tr("individual");
    case Technique::Schema:
        return StatisticsText::tr("(schema)");
    }
    Q_UNREACHABLE();
}

QByteArrayList keysOf(const EventFigures::Statement& statement, TimeView::Split split)
{
    switch (split) {
    case TimeView::Split::None:
        break;
    case TimeView::Split::Connection:
        return {statement.database};
    case TimeView::Split::Table:
        return statement.tables.isEmpty() ? QByteArrayList{{}} : statement.tables;
    case TimeView::Split::Technique:
        return {QByteArray::number(int(statement.technique))};
    }
    return {};
}

QString nameOf(const QByteArray& key, TimeView::Split split)
{
    switch (split) {
    case TimeView::Split::Connection:
        return databaseLabel(key);
    case TimeView::Split::Technique:
        return techniqueName(Technique(key.toInt()));
    default:
        return key.isEmpty() ? StatisticsText::tr("(no table)") : QString::fromUtf8(key);
    }
}

/// Which line what is split by belongs to: those that asked most have their own, all others share the last.
class Lines
{
public:
    Lines(const EventFigures& figures, const TimeView& view, qint64 from) : m_split(view.split)
    {
        if (m_split == TimeView::Split::None)
            return;
        QHash<QByteArray, qint64> requests;
        figures.forEachSecond(
            from, view.choice, [&](qint64, const EventFigures::Statement& statement, const Answers& answers) {
                for (const QByteArray& key : keysOf(statement, m_split))
                    requests[key] += requestsIn(answers);
            });
        m_keys = requests.keys();
        std::ranges::sort(m_keys, [&](const QByteArray& one, const QByteArray& other) {
            return std::pair(-requests[one], one) < std::pair(-requests[other], other);
        });
        m_hasOthers = size_t(m_keys.size()) > kMostLines + 1;
        if (m_hasOthers)
            m_keys.resize(kMostLines);
    }

    [[nodiscard]] size_t count() const
    {
        return m_split == TimeView::Split::None ? 1 : size_t(m_keys.size()) + (m_hasOthers ? 1 : 0);
    }

    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (const QByteArray& key : m_keys)
            names << nameOf(key, m_split);
        return m_hasOthers ? names << StatisticsText::tr("(others)") : names;
    }

    /// Each once.
    [[nodiscard]] std::vector<size_t> of(const EventFigures::Statement& statement) const
    {
        if (m_split == TimeView::Split::None)
            return {0};
        std::vector<size_t> lines;
        for (const QByteArray& key : keysOf(statement, m_split)) {
            const qsizetype line = m_keys.indexOf(key);
            lines.push_back(size_t(line < 0 ? m_keys.size() : line));
        }
        std::ranges::sort(lines);
        lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
        return lines;
    }

private:
    const TimeView::Split m_split;
    QByteArrayList m_keys;
    bool m_hasOthers = false;
};

Course courseOf(const EventFigures& figures, const TimeView& view)
{
    const qint64 stride = std::max<qint64>(1, view.length.count() / kMostSteps);
    const auto [first, end] = figures.seconds();
    const qint64 from = std::max(first, end - view.length.count());
    // Steps end at the same moments whenever one looks.
    const qint64 last = end / stride;
    const Lines lines(figures, view, from);
    Course course{.isSplit = view.split != TimeView::Split::None, .names = lines.names()};
    for (qint64 step = from / stride; step < last; ++step) {
        const qint64 stepEnd = (step + 1) * stride;
        course.steps.push_back({QDateTime::fromSecsSinceEpoch(stepEnd),
            double(stepEnd - std::max(from, step * stride)), std::vector<Answers>(lines.count())});
    }
    figures.forEachSecond(from, view.choice,
        [&](qint64 second, const EventFigures::Statement& statement, const Answers& answers) {
            const auto step = size_t(second / stride - from / stride);
            if (step >= course.steps.size())
                return;
            for (const size_t line : lines.of(statement)) {
                Answers& sum = course.steps[step].lines[line];
                std::ranges::transform(sum, answers, sum.begin(), std::plus());
            }
        });
    return course;
}

QString labelOf(const Step& step)
{
    return step.end.toLocalTime().toString(u"HH:mm:ss");
}

ChartTable tableOf(const QString& title, Shape shape, const QStringList& columns)
{
    return {.title = title, .shape = shape, .columns = QStringList(StatisticsText::tr("Time")) + columns};
}

std::vector<double> valuesByAnswer(const Answers& answers)
{
    std::vector<double> values(answers.begin(), answers.end());
    const double joined = values[RequestTimeline::kJoined];
    values[RequestTimeline::kMissed] = std::max(0.0, values[RequestTimeline::kMissed] - joined);
    return values;
}

ChartTable requestsOf(const Course& course)
{
    ChartTable table = tableOf(StatisticsText::tr("Requests per second"),
        course.isSplit ? Shape::Line : Shape::StackedBars, course.isSplit ? course.names : answerTitles());
    for (const Step& step : course.steps) {
        ChartTable::Row row{labelOf(step), {}, Unit::PerSecond};
        if (course.isSplit)
            std::ranges::transform(step.lines, std::back_inserter(row.values), requestsIn);
        else
            row.values = valuesByAnswer(step.lines.front());
        for (double& value : row.values)
            value /= step.seconds;
        table.rows.push_back(std::move(row));
    }
    return table;
}

ChartTable hitRatioOf(const Course& course)
{
    const QString title = StatisticsText::tr("Hit ratio");
    ChartTable table = tableOf(title, Shape::Line, course.isSplit ? course.names : QStringList(title));
    for (const Step& step : course.steps) {
        ChartTable::Row row{
            labelOf(step), std::vector(size_t(table.columns.size()) - 1, ChartTable::kNothing), Unit::Share};
        for (size_t line = 0; line < std::min(row.values.size(), step.lines.size()); ++line) {
            if (const qint64 asked = askedIn(step.lines[line]); asked > 0)
                row.values[line] = double(hitsIn(step.lines[line])) / double(asked);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

ChartTable requestsTable(const StatisticsSampler& sampler, seconds length)
{
    return requestsOf(courseOf(sampler, length));
}

ChartTable hitRatioTable(const StatisticsSampler& sampler, seconds length)
{
    return hitRatioOf(courseOf(sampler, length));
}

ChartTable requestsTable(const EventFigures& figures, const TimeView& view)
{
    return requestsOf(courseOf(figures, view));
}

ChartTable hitRatioTable(const EventFigures& figures, const TimeView& view)
{
    return hitRatioOf(courseOf(figures, view));
}

} // namespace larder
