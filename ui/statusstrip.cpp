#include "ui/statusstrip.h"

#include "models/provenancetext.h"
#include "models/quantitytext.h"
#include "ui/elidedlabel.h"
#include "ui/lardericon.h"

#include <QDateTime>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

namespace larder {

namespace {

// Before the provenance, behind message, rows and timings.
constexpr int kIconPlace = 3;
constexpr int kProvenanceCharacters = 44;
// "auto-commit, cache off".
constexpr int kTransactionCharacters = 22;

/// Texts with few @p fewestCharacters give way first.
QLabel* addText(
    QStatusBar* bar, const char* name, const QString& accessibleName, int fewestCharacters, int stretch = 0)
{
    auto* const label = new ElidedLabel(bar);
    label->setFewestCharacters(fewestCharacters);
    label->setObjectName(QString::fromLatin1(name));
    label->setAccessibleName(accessibleName);
    bar->addWidget(label, stretch);
    return label;
}

bool isFollowed(const RunStatus& status)
{
    return !status.basis || status.basis->isFollowed();
}

QString iconName(const RunStatus& status)
{
    switch (status.standing.state) {
    case Standing::State::Holds:
        break;
    case Standing::State::Unchecked:
        return QStringLiteral("state-unverified");
    case Standing::State::Doubtful:
    case Standing::State::ConnectionLost:
    case Standing::State::TransactionOver:
    case Standing::State::TakenBack:
        return QStringLiteral("state-doubtful");
    case Standing::State::Overtaken:
        return QStringLiteral("state-stale");
    }
    switch (status.provenance->freshness) {
    case Freshness::Live:
        return isFollowed(status) ? QStringLiteral("state-fresh") : QStringLiteral("state-unverified");
    case Freshness::ProvenFresh:
        return QStringLiteral("state-fresh");
    case Freshness::NotVerified:
    case Freshness::Snapshot:
        return QStringLiteral("state-unverified");
    case Freshness::Stale:
        break;
    }
    return QStringLiteral("state-stale");
}

/// Nothing for what ends before anybody asks how long it takes.
QString busyTimeText(const RunStatus& status)
{
    const auto passed = std::chrono::floor<std::chrono::seconds>(status.busyTime());
    if (passed < std::chrono::seconds(1))
        return {};
    return u' ' + (passed < std::chrono::minutes(1) ? ageText(passed) : durationText(passed));
}

void showText(QLabel* label, const QString& text, bool hasRoom = true)
{
    label->setText(text);
    label->setVisible(hasRoom && !text.isEmpty());
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QStatusBar(parent)
    , m_message(addText(this, "statusMessage", tr("Message"), 12))
    , m_rows(addText(this, "statusRows", tr("Rows"), 26))
    , m_timings(addText(this, "statusTimings", tr("Timings"), 6))
    , m_provenanceIcon(new QLabel(this))
    , m_provenance(addText(this, "statusProvenance", tr("Provenance"), kProvenanceCharacters, 1))
    , m_selection(addText(this, "statusSelection", tr("Selection"), 20))
    , m_connection(new ElidedLabel(this))
    , m_production(new QLabel(tr("PRODUCTION"), this))
    , m_readOnly(new QLabel(tr("READ-ONLY"), this))
    , m_transaction(new ElidedLabel(this))
{
    m_provenanceIcon->setObjectName(QStringLiteral("statusProvenanceIcon"));
    m_provenanceIcon->setAccessibleName(tr("Freshness"));
    insertWidget(kIconPlace, m_provenanceIcon);
    m_connection->setObjectName(QStringLiteral("statusConnection"));
    m_connection->setAccessibleName(tr("Connection"));
    m_production->setObjectName(QStringLiteral("statusProduction"));
    m_production->setTextFormat(Qt::PlainText);
    m_readOnly->setObjectName(QStringLiteral("statusReadOnly"));
    m_readOnly->setTextFormat(Qt::PlainText);
    m_transaction->setFewestCharacters(kTransactionCharacters);
    m_transaction->setObjectName(QStringLiteral("statusTransaction"));
    m_transaction->setAccessibleName(tr("Transaction"));
    // A long reason is cut in the bar and whole in the tool tip; it must not widen the window.
    m_provenance->setMinimumWidth(fontMetrics().averageCharWidth() * kProvenanceCharacters);
    m_provenance->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    addPermanentWidget(m_connection);
    addPermanentWidget(m_production);
    addPermanentWidget(m_readOnly);
    addPermanentWidget(m_transaction);
    createBusyIndicator();
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    // A passing message takes the place of what is said of the run.
    connect(this, &QStatusBar::messageChanged, this, [this] { showRun(RunStatus(m_status)); });
    showRun({});
    showConnection(std::nullopt, {});
}

void StatusStrip::createBusyIndicator()
{
    m_busy = new QProgressBar(this);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(80);
    m_busy->setAccessibleName(tr("A statement is running"));
    m_cancel = new QToolButton(this);
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setIcon(QIcon(QStringLiteral(":/larder/icons/stop.svg")));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_cancel->setToolTip(tr("Cancel the running statement (Esc)"));
    addPermanentWidget(m_busy);
    addPermanentWidget(m_cancel);
    connect(m_cancel, &QToolButton::clicked, this, &StatusStrip::cancelRequested);
}

void StatusStrip::showRun(const RunStatus& status)
{
    m_status = status;
    const bool hasRoom = currentMessage().isEmpty();
    showText(m_message, status.message + busyTimeText(status), hasRoom);
    showText(m_rows, status.rows, hasRoom);
    showText(m_timings, status.timings, hasRoom);
    showText(m_selection, status.selection, hasRoom);
    m_busy->setVisible(status.busy);
    m_cancel->setVisible(status.busy);
    showProvenance();
}

void StatusStrip::showConnection(
    const std::optional<ConnectionInfo>& connection, const SessionState& session, bool manualCommit)
{
    showText(m_connection,
        connection ? QStringLiteral("%1 · %2").arg(connection->label, connection->engine)
                   : tr("no database"));
    m_connection->setToolTip(connection ? connection->target : QString());
    m_production->setVisible(connection && connection->production);
    m_readOnly->setVisible(connection && session.readOnly);
    m_session = connection ? std::optional(session) : std::nullopt;
    m_manualCommit = manualCommit;
    showTransaction();
}

void StatusStrip::showTransaction()
{
    if (m_session && m_session->lost) {
        showText(m_transaction, m_session->inTransaction ? tr("transaction lost") : tr("session lost"));
        m_transaction->setToolTip(tr(
            "The connection is gone, and with it whatever was set or not committed in this session. The next "
            "statement says so once more and connects anew."));
        return;
    }
    if (!m_session || !m_session->inTransaction) {
        const QString mode = m_manualCommit ? tr("commit by hand") : tr("auto-commit");
        const bool usesCache = !m_session || m_session->peculiarity.isEmpty();
        showText(m_transaction, !m_session ? QString() : usesCache ? mode : tr("%1, cache off").arg(mode));
        m_transaction->setToolTip(cacheOffText());
        return;
    }
    const QDateTime& began = m_session->transactionStarted;
    const std::chrono::milliseconds age(std::max<qint64>(0, began.msecsTo(QDateTime::currentDateTimeUtc())));
    showText(m_transaction,
        m_session->transactionFailed ? tr("transaction has failed: roll it back")
                                     : tr("transaction open for %1").arg(ageText(age)));
    const QString since
        = tr("open since %1").arg(QLocale().toString(began.toLocalTime(), QLocale::ShortFormat));
    m_transaction->setToolTip(m_session->peculiarity.isEmpty()
            ? since
            : QStringLiteral("%1, %2").arg(since, m_session->peculiarity));
}

QString StatusStrip::cacheOffText() const
{
    if (!m_session || m_session->peculiarity.isEmpty())
        return {};
    return tr("The cache is off for this connection: %1. Close it and open it again to use the cache.")
        .arg(m_session->peculiarity);
}

void StatusStrip::tick()
{
    showRun(RunStatus(m_status));
    showTransaction();
}

QSize StatusStrip::minimumSizeHint() const
{
    return {0, QStatusBar::minimumSizeHint().height()};
}

void StatusStrip::showProvenance()
{
    m_provenanceIcon->setVisible(currentMessage().isEmpty() && m_status.provenance.has_value());
    if (!m_status.provenance) {
        m_provenance->clear();
        m_provenance->setToolTip({});
        return;
    }
    const QIcon icon = larderIcon(iconName(m_status));
    m_provenanceIcon->setPixmap(icon.pixmap(16, 16));
    const QString text
        = provenanceText(*m_status.provenance, QDateTime::currentDateTimeUtc(), m_status.standing);
    QStringList lines{text};
    if (m_status.standing == Standing{Standing::State::Doubtful})
        lines << tr("Something was written to the database, maybe to other tables. F5 reads the rows again.");
    if (!isFollowed(m_status))
        lines << tr("What other programs change since is not told: run it again to see it.");
    if (const QString off = cacheOffText(); !off.isEmpty())
        lines << off;
    m_provenance->setText(isFollowed(m_status) ? text : tr("not followed · %1").arg(text));
    m_provenance->setToolTip(lines.join(u'\n'));
}

} // namespace larder
