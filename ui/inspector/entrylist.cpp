#include "ui/inspector/entrylist.h"

#include "models/exportrecord.h"
#include "models/formname.h"
#include "models/inspector/entryrows.h"
#include "models/resultwriter.h"
#include "ui/exportdialog.h"
#include "ui/inspector/cacheentryproxy.h"
#include "ui/inspector/entriespane.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>

namespace larder {

namespace {

/// More text than that no program takes from a clipboard with pleasure.
constexpr qint64 kMostBytes = qint64(64) << 20;

void toClipboard(const QByteArray& text, RowFormat format)
{
    auto* const copied = new QMimeData;
    copied->setText(QString::fromUtf8(text));
    copied->setData(mimeType(format), text);
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace

EntryList::EntryList(const EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent)
    : QObject(parent)
    , m_pane(pane)
    , m_entries(entries)
    , m_parent(parent)
    , m_menu(new QMenu(tr("&List"), parent))
{
    m_menu->setObjectName(QStringLiteral("entryListMenu"));
    for (const RowFormat format : {RowFormat::Csv, RowFormat::Json})
        m_menu->addAction(tr("Copy as %1").arg(formatName(format)), this, [this, format] { copy(format); });
    m_menu->addAction(tr("&Export…"), this, &EntryList::exportList);
}

void EntryList::copy(RowFormat format)
{
    withRows([this, format](const ResultPtr& rows) {
        m_worker.start(
            [rows, format](const RowTask& task) {
                return writtenRows(allOf(rows), defaultForm(format), kMostBytes, task);
            },
            [format](const QByteArray& text) { toClipboard(text, format); });
    });
}

void EntryList::exportList()
{
    withRows([this](const ResultPtr& rows) {
        CellSelection selection;
        for (int column = 0; column < rows->columnCount(); ++column)
            selection.columns.push_back(column);
        auto* const dialog = new ExportDialog(
            {.rows = {rows}, .selection = selection, .name = QStringLiteral("cache-entries")},
            defaultForm(RowFormat::Csv), exportFolder(m_folder), m_parent);
        connect(dialog, &ExportDialog::accepted, this, [this, dialog] {
            m_folder = QFileInfo(dialog->job().path).absolutePath();
            Q_EMIT exportRequested(dialog->job());
        });
        dialog->open();
    });
}

std::vector<EntryColumn> EntryList::columns() const
{
    const QHeaderView& header = m_pane.header();
    std::vector<EntryColumn> columns;
    columns.reserve(size_t(header.count()));
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (!header.isSectionHidden(column) && column != int(EntryColumn::Expire))
            columns.push_back(EntryColumn(column));
    }
    return columns;
}

void EntryList::withRows(std::function<void(const ResultPtr& rows)> done)
{
    std::vector<EntryInfo> entries;
    entries.reserve(size_t(m_entries.rowCount()));
    for (int row = 0; row < m_entries.rowCount(); ++row)
        entries.push_back(m_entries.entryAt(m_entries.index(row, 0)));
    m_worker.start([entries = std::move(entries), columns = columns(), names = m_entries.all().connections()](
                       const RowTask&) { return std::optional(entryRows(entries, columns, names)); },
        std::move(done));
}

} // namespace larder
