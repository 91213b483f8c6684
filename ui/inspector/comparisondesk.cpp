#include "ui/inspector/comparisondesk.h"

#include "models/inspector/entryrequest.h"
#include "models/provenancetext.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/comparisonwindow.h"
#include "ui/panels.h"

#include <QAction>
#include <QIcon>

#include <utility>

namespace larder {

namespace {

std::vector<QString> namesOf(const ResultSet& result)
{
    std::vector<QString> names;
    names.reserve(size_t(result.columnCount()));
    for (const ColumnInfo& column : result.columns())
        names.push_back(column.name);
    return names;
}

QString columnsText(const ResultSet& result)
{
    QStringList names;
    for (const QString& name : namesOf(result))
        names << name;
    return names.join(QStringLiteral(", "));
}

} // namespace

ComparisonDesk::ComparisonDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_panels(panels)
    , m_action(
          new QAction(QIcon(QStringLiteral(":/larder/icons/refresh.svg")), tr("Compare with database"), this))
    , m_window(new ComparisonWindow(&panels.window()))
{
    const QString tip = tr("Run the statement beside the entry and show what differs");
    m_action->setObjectName(QStringLiteral("compareShownEntry"));
    m_action->setToolTip(tip);
    auto* const ofSelected = new QAction(m_action->icon(), m_action->text(), this);
    ofSelected->setObjectName(QStringLiteral("compareSelectedEntry"));
    ofSelected->setToolTip(tip);
    m_panels.entries().addEntryAction(ofSelected);
    connect(ofSelected, &QAction::triggered, this, [this] {
        if (const auto selected = m_panels.entries().selectedEntries(); !selected.empty())
            compare(selected.front());
    });
    connect(m_window, &ComparisonWindow::cancelRequested, this, &ComparisonDesk::cancel);
    connect(m_window, &ComparisonWindow::replaceRequested, this, &ComparisonDesk::replace);
    connect(&m_worker, &RowWorker::progressed, m_window, &ComparisonWindow::showProgress);
}

void ComparisonDesk::compare(EntryId id)
{
    cancel();
    m_detail = CacheInspection(m_subject.cache).detail(id);
    const KeyComponents components = m_detail ? m_detail->info.facts->components : KeyComponents();
    const auto connection
        = m_detail ? m_subject.service.connectionLike(components) : std::optional<ConnectionId>();
    m_window->begin(m_detail ? m_detail->info.facts->sql : QByteArray(),
        sqlDialectNamed(QString::fromUtf8(components.connection.engine)).value_or(SqlDialect::Generic),
        tr("Asking the database…"));
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    if (!m_detail) {
        m_window->showFailure(tr("The entry is not in the cache any more."));
    } else if (components.technique == Technique::Schema) {
        m_window->showFailure(
            tr("What a database consists of can't be compared row by row. Refresh the tree: it is "
               "read anew where it has changed."));
    } else if (!connection) {
        m_window->showFailure(
            tr("No open connection has the database, the user and the settings that the entry was "
               "read with. Open it, or set them as they were, and compare again."));
    } else {
        m_request = requestAgain(m_detail->info, *connection, RunMode::Uncached,
            tr("Compare of entry %1").arg(quint64(m_detail->info.id)));
        RunCallbacks callbacks;
        callbacks.finished = [this, number = ++m_number](const RunOutcome& outcome) {
            if (number == m_number)
                answered(outcome);
        };
        m_run = m_subject.service.start(m_request, this, std::move(callbacks));
    }
}

void ComparisonDesk::answered(const RunOutcome& outcome)
{
    m_run.reset();
    if (outcome.error) {
        m_window->showFailure(errorText(*outcome.error));
    } else if (outcome.cancelled || !outcome.result) {
        m_window->showFailure(tr("Cancelled. Nothing was compared."));
    } else if (namesOf(*outcome.result) != namesOf(*m_detail->result)) {
        m_window->showFailure(
            tr("The entry differs from the database: the answer has other columns now. They were "
               "%1, and are %2.")
                .arg(columnsText(*m_detail->result), columnsText(*outcome.result)));
    } else {
        compareWith(outcome);
    }
}

void ComparisonDesk::compareWith(const RunOutcome& outcome)
{
    const QDateTime now = outcome.provenance.fetchedAt;
    QString basis = tr("Entry %1, read at %2, beside the answer of the database at %3.")
                        .arg(QString::number(quint64(m_detail->info.id)),
                            m_detail->info.created.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"),
                            now.toLocalTime().toString(u"HH:mm:ss"));
    if (outcome.provenance.freshness == Freshness::Snapshot)
        basis += u' ' + tr("A transaction is open: the answer is what it sees, not what others see.");
    using Shared = std::shared_ptr<const ResultComparison>;
    m_worker.start(
        [before = m_detail->result, after = outcome.result](const RowTask& task) -> std::optional<Shared> {
            auto comparison = ResultComparison::between(before, after, task);
            if (!comparison)
                return std::nullopt;
            return std::make_shared<const ResultComparison>(std::move(*comparison));
        },
        [this, basis](const Shared& comparison) { m_window->showComparison(comparison, basis); });
}

void ComparisonDesk::replace()
{
    if (!m_detail || m_run)
        return;
    QueryRequest request = m_request;
    request.mode = RunMode::Fresh;
    request.purpose = tr("Replacing entry %1 by what was compared").arg(quint64(m_detail->info.id));
    RunCallbacks callbacks;
    callbacks.finished = [this, number = ++m_number](const RunOutcome& outcome) {
        if (number != m_number)
            return;
        m_run.reset();
        const Provenance& fresh = outcome.provenance;
        if (outcome.error)
            m_window->showNotReplaced(tr("Not replaced. %1").arg(errorText(*outcome.error)));
        else if (fresh.stored)
            m_window->showReplaced(tr("Replaced by what the database answered at %1.")
                                       .arg(fresh.fetchedAt.toLocalTime().toString(u"HH:mm:ss")));
        else
            m_window->showNotReplaced(tr("Not replaced: %1").arg(reasonText(fresh.whyNotStored())));
    };
    m_run = m_subject.service.start(std::move(request), this, std::move(callbacks));
}

void ComparisonDesk::cancel()
{
    if (!m_run && !m_worker.isBusy())
        return;
    ++m_number;
    m_worker.cancel();
    if (const auto run = std::exchange(m_run, std::nullopt))
        m_subject.service.cancel(*run);
    m_window->showFailure(tr("Cancelled. Nothing was compared."));
}

} // namespace larder
