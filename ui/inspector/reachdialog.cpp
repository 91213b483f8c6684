#include "ui/inspector/reachdialog.h"

#include "models/inspector/cuttext.h"
#include "models/inspector/entrytext.h"
#include "models/quantitytext.h"
#include "ui/inspector/facttable.h"
#include "ui/inspector/sqlview.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace larder {

namespace {

constexpr size_t kMostShown = 1'000;

std::vector<Fact> factsOf(const WriteReach& reach)
{
    std::vector<Fact> facts;
    const size_t count = std::min(reach.entries.size(), kMostShown);
    facts.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        const EntryInfo& entry = reach.entries[i];
        facts.push_back({bytesText(entry.bytes), requestText(entry)});
    }
    return facts;
}

} // namespace

ReachDialog::ReachDialog(const QByteArray& sql, SqlDialect dialect, const WriteReach& reach, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("reachDialog"));
    setWindowTitle(tr("What would this write invalidate?"));
    auto* const text = new QLabel(reachText(reach));
    text->setObjectName(QStringLiteral("reachText"));
    text->setAccessibleName(tr("What would go"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto* const view = new SqlView;
    view->setSql(sql, dialect);
    view->setMaximumHeight(fontMetrics().lineSpacing() * 5);
    auto* const entries = new FactTable(QStringLiteral("reachEntries"), {tr("Bytes"), tr("Entry")});
    entries->setCompact();
    entries->setFacts(factsOf(reach));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->button(QDialogButtonBox::Close)->setDefault(true);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(view);
    layout->addWidget(entries, 1);
    if (reach.entries.size() > kMostShown)
        layout->addWidget(new QLabel(tr("The first %1 are listed.").arg(kMostShown)));
    layout->addWidget(buttons);
    resize(640, 400);
}

} // namespace larder
