"""Sixty real council areas, for applications that are made up.

Codes, names and regions: Office for National Statistics, December 2024. `need` is the third of
England's councils the area falls into by the rank of its average score in the English Indices of
Deprivation 2025 (Ministry of Housing, Communities and Local Government): 1 is most deprived. Both
under the Open Government Licence v3. `rural` is how the place in this story speaks of itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Council:
    """A council area: its code, name and region, which third by need, whether it is rural."""

    code: str
    name: str
    region: str
    need: int
    rural: bool = False


COUNCILS = (
    Council("E06000001", "Hartlepool", "North East", 1),
    Council("E06000003", "Redcar and Cleveland", "North East", 1),
    Council("E06000047", "County Durham", "North East", 1),
    Council("E06000057", "Northumberland", "North East", 2, rural=True),
    Council("E08000023", "South Tyneside", "North East", 1),
    Council("E08000024", "Sunderland", "North East", 1),
    Council("E06000008", "Blackburn with Darwen", "North West", 1),
    Council("E06000009", "Blackpool", "North West", 1),
    Council("E07000117", "Burnley", "North West", 1),
    Council("E07000120", "Hyndburn", "North West", 1),
    Council("E07000122", "Pendle", "North West", 1),
    Council("E06000063", "Cumberland", "North West", 1, rural=True),
    Council("E06000064", "Westmorland and Furness", "North West", 2, rural=True),
    Council("E08000003", "Manchester", "North West", 1),
    Council("E08000011", "Knowsley", "North West", 1),
    Council("E08000005", "Rochdale", "North West", 1),
    Council("E08000014", "Sefton", "North West", 1),
    Council("E06000010", "Kingston upon Hull", "Yorkshire and The Humber", 1),
    Council("E06000012", "North East Lincolnshire", "Yorkshire and The Humber", 1),
    Council("E06000065", "North Yorkshire", "Yorkshire and The Humber", 2, rural=True),
    Council("E08000016", "Barnsley", "Yorkshire and The Humber", 1),
    Council("E08000017", "Doncaster", "Yorkshire and The Humber", 1),
    Council("E08000032", "Bradford", "Yorkshire and The Humber", 1),
    Council("E08000033", "Calderdale", "Yorkshire and The Humber", 1),
    Council("E07000137", "East Lindsey", "East Midlands", 1, rural=True),
    Council("E07000136", "Boston", "East Midlands", 1, rural=True),
    Council("E07000138", "Lincoln", "East Midlands", 1),
    Council("E07000174", "Mansfield", "East Midlands", 1),
    Council("E07000171", "Bassetlaw", "East Midlands", 2, rural=True),
    Council("E06000016", "Leicester", "East Midlands", 1),
    Council("E07000033", "Bolsover", "East Midlands", 1),
    Council("E06000019", "Herefordshire", "West Midlands", 2, rural=True),
    Council("E06000021", "Stoke-on-Trent", "West Midlands", 1),
    Council("E08000028", "Sandwell", "West Midlands", 1),
    Council("E08000030", "Walsall", "West Midlands", 1),
    Council("E07000192", "Cannock Chase", "West Midlands", 2),
    Council("E06000051", "Shropshire", "West Midlands", 2, rural=True),
    Council("E06000026", "Plymouth", "South West", 1),
    Council("E06000027", "Torbay", "South West", 1),
    Council("E06000052", "Cornwall", "South West", 2, rural=True),
    Council("E06000066", "Somerset", "South West", 2, rural=True),
    Council("E07000046", "Torridge", "South West", 1, rural=True),
    Council("E07000080", "Forest of Dean", "South West", 2, rural=True),
    Council("E06000023", "Bristol", "South West", 2),
    Council("E07000010", "Fenland", "East of England", 1, rural=True),
    Council("E07000076", "Tendring", "East of England", 1),
    Council("E07000145", "Great Yarmouth", "East of England", 1),
    Council("E07000146", "King's Lynn and West Norfolk", "East of England", 1, rural=True),
    Council("E07000071", "Colchester", "East of England", 2),
    Council("E07000244", "East Suffolk", "East of England", 2, rural=True),
    Council("E06000031", "Peterborough", "East of England", 1),
    Council("E06000046", "Isle of Wight", "South East", 1, rural=True),
    Council("E07000062", "Hastings", "South East", 1),
    Council("E07000114", "Thanet", "South East", 1),
    Council("E07000113", "Swale", "South East", 1),
    Council("E07000108", "Dover", "South East", 1),
    Council("E06000044", "Portsmouth", "South East", 1),
    Council("E09000012", "Hackney", "London", 1),
    Council("E09000002", "Barking and Dagenham", "London", 1),
    Council("E09000025", "Newham", "London", 1),
)
