#pragma once

#include "models/inspector/cacheentrymodel.h"

#include <QIcon>
#include <QSortFilterProxyModel>

#include <array>

namespace larder {

/// The cache entries as the table shows them: sorted by raw value, equal ones in the order in which they were
/// stored, filtered by words, and with an icon for the state.
class CacheEntryProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Column = CacheEntryModel::Column;

    explicit CacheEntryProxy(QObject* parent = nullptr);

    /// Shows @p entries in place of those before; see CacheEntryModel::setEntries().
    std::vector<EntryInfo> setEntries(std::vector<EntryInfo> entries);
    /// Shows only entries whose SQL or tables contain every word of @p text, in whatever case.
    void setFilterText(const QString& text);
    /// Before the filter.
    [[nodiscard]] int entryCount() const { return m_model.rowCount(); }
    [[nodiscard]] const EntryInfo& entryAt(const QModelIndex& index) const;
    /// Invalid if the entry is unknown or does not pass the filter.
    [[nodiscard]] QModelIndex indexOf(EntryId id, Column column = Column::State) const;

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    CacheEntryModel m_model;
    QStringList m_words;
    /// By EntryState.
    std::array<QIcon, size_t(EntryState::Expired) + 1> m_stateIcons;
};

} // namespace larder
