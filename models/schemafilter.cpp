#include "models/schemafilter.h"

#include "models/schemamodel.h"

namespace larder {

SchemaFilter::SchemaFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void SchemaFilter::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
}

bool SchemaFilter::matches(const QModelIndex& index) const
{
    return sourceMatches(mapToSource(index));
}

bool SchemaFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    return m_text.isEmpty() || sourceMatches(sourceModel()->index(sourceRow, 0, sourceParent));
}

bool SchemaFilter::sourceMatches(const QModelIndex& sourceIndex) const
{
    switch (SchemaNode::Kind(sourceIndex.data(SchemaModel::KindRole).toInt())) {
    case SchemaNode::Kind::Connection:
    case SchemaNode::Kind::Message:
    case SchemaNode::Kind::TableGroup:
    case SchemaNode::Kind::ViewGroup:
    case SchemaNode::Kind::IndexGroup:
    case SchemaNode::Kind::TriggerGroup:
        return false;
    default:
        return sourceIndex.data(SchemaModel::NameRole).toString().contains(m_text, Qt::CaseInsensitive);
    }
}

} // namespace larder
