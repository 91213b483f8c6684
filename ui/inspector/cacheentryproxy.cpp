#include "ui/inspector/cacheentryproxy.h"

#include "models/inspector/entrytext.h"

#include <algorithm>

namespace larder {

CacheEntryProxy::CacheEntryProxy(QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_stateIcons{
          QIcon(QStringLiteral(":/larder/icons/state-fresh.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-doubtful.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-unverified.svg")),
          QIcon(QStringLiteral(":/larder/icons/state-stale.svg")),
      }
{
    setSortRole(CacheEntryModel::SortRole);
    setSourceModel(&m_model);
}

std::vector<EntryInfo> CacheEntryProxy::setEntries(std::vector<EntryInfo> entries)
{
    return m_model.setEntries(std::move(entries));
}

void CacheEntryProxy::setFilterText(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

const EntryInfo& CacheEntryProxy::entryAt(const QModelIndex& index) const
{
    return m_model.entryAt(mapToSource(index).row());
}

QModelIndex CacheEntryProxy::indexOf(EntryId id, Column column) const
{
    return mapFromSource(m_model.index(m_model.rowOf(id), int(column)));
}

QVariant CacheEntryProxy::data(const QModelIndex& index, int role) const
{
    if (role == Qt::DecorationRole && index.isValid() && index.column() == int(Column::State))
        return m_stateIcons.at(size_t(entryAt(index).state));
    return QSortFilterProxyModel::data(index, role);
}

bool CacheEntryProxy::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    if (m_words.isEmpty())
        return true;
    const EntryInfo& entry = m_model.entryAt(sourceRow);
    const QString text = QString::fromUtf8(entrySql(*entry.facts) + ' ' + entry.facts->tables.join(' '));
    return std::ranges::all_of(
        m_words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool CacheEntryProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QPartialOrdering order
        = QVariant::compare(left.data(CacheEntryModel::SortRole), right.data(CacheEntryModel::SortRole));
    return order == QPartialOrdering::Equivalent ? left.row() < right.row() : order == QPartialOrdering::Less;
}

} // namespace larder
