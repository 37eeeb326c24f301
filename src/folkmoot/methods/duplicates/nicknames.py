"""Forms of one first name. Two words are forms of one name when some line holds both.

Common knowledge of names used in England and Wales, written down by hand; a word may stand on
several lines (Alex is Alexander or Alexandra), and the ends of those lines are still two names.
"""

from functools import lru_cache

FORMS = """
abigail abi abbie abby gail | albert bert bertie al | alexander alex alec sandy xander sasha
alexandra alex sandra lexi sasha | alfred alf alfie fred freddie | alison ali | amanda mandy
andrew andy drew | angela angie ange | ann anne annie nan | anthony tony antony ant
antonia toni | archibald archie | arthur art | barbara barb babs barbie | benjamin ben benny
bernard bernie | beverley bev | bridget biddy bridie | brian bryan | bronwen bron
caroline carrie caro | catherine katherine kathryn cath cathy kate katie kathy kath kitty katharine
cerys ceri | charles charlie chas chuck | charlotte charlie lottie | christina chris tina chrissie
christine chris chrissie | christopher chris kit topher | clifford cliff | cynthia cindy
daniel dan danny | danielle dani | david dave davy dai dafydd | deborah debbie deb debra
dennis den denis | derek del | diana di | diane di dianne | donald don donny | dorothy dot dottie
edward ed eddie ted teddy ned | edwin ed eddie | eleanor ellie nell nora elinor | elizabeth liz
    lizzie beth betty eliza elsie lisa libby bess betsy elisabeth | emily em | emma em
eric rick | eugene gene | evelyn eve | florence flo flossie | frances fran francie frankie
francis frank frankie | franklin frank | frederick fred freddie freddy | gareth gaz gary
geoffrey geoff jeffrey jeff | george georgie | georgina georgie gina | gerald gerry jerry
gerard gerry | gillian gill jill jillian | grace gracie | graham graeme | gregory greg
gwendoline gwen | gwenllian gwen | harold harry hal | harriet hattie | helen nell nellie
henry harry hank hal | herbert bert herbie | hilary hil | hugh huw hughie | ian iain
irene rene | isabel bella izzy isobel isabelle isabella | jacob jake | jacqueline jackie jacqui
james jim jimmy jamie jem | janet jan jane | janice jan | jason jay | jennifer jen jenny
jeremy jerry jez | jessica jess jessie | joan joanie | joanna jo joanne | john jon johnny jack ieuan
jonathan jon jonny jonathon | joseph joe joey | josephine jo josie | joshua josh | joyce joy
judith judy jude | julia julie | kenneth ken kenny | kevin kev | kimberley kim | kristina kris tina
laura laurie | lawrence larry laurie laurence | leonard len lenny leo | leslie les | lesley les
lillian lil lily lilian | linda lynda lin | louis lou lewis | louise lou | lucy lucie | lynn lynne
madeleine maddie maddy | malcolm malc mal | marc mark | margaret maggie peggy meg madge marge
    mags greta peg | maria mary | marian marion | martha mattie | martin marty martyn
matilda tilly mattie | matthew matt | maureen mo | maurice mo morris | megan meg
melanie mel | melissa mel | michael mike mick micky mickey mikey | michelle shell chelle
mildred millie | millicent millie | miriam mim | mohammed mohammad muhammad mohamed mo mohamad
morgan mog | nancy nan | natalie nat | nathan nat nate | nathaniel nat nate | neil neal
nicholas nick nicky nicolas | nicola nicky nikki | norman norm | oliver ollie oli | olivia liv livvy
oscar ossie | owen owain | pamela pam | patricia pat patsy tricia trish paddy | patrick pat paddy
pauline paula | penelope penny | peter pete piotr | philip phil phillip pip | philippa pip pippa
phyllis phyl | rachel rach rachael | raymond ray | rebecca becky bec becca | reginald reg reggie
rhiannon rhi | richard rick dick ricky richie rich | robert bob rob bobby robbie bert robin
roberta bobbie | roderick rod | rodney rod | roger rodge | ronald ron ronnie | rosemary rose rosie
rosalind ros | roy roi | ruth ruthie | samantha sam sammy | samuel sam sammy | sandra sandy
sarah sally sadie sara | sean shaun shawn | sharon shaz | sheila shelagh | sidney sid sydney
simon si | sophia sophie | stanley stan | stephanie steph stevie | stephen steve steven stevie
stewart stuart stu | susan sue susie suzanne sian | suzanne sue suzie | sylvia syl | tamsin tam
terence terry | theodore ted theo teddy | theresa terry tess teresa tessa | thomas tom tommy
timothy tim timmy | trevor trev | valerie val | vera vee | veronica ronnie vron | victor vic
victoria vicky tori vicki | vincent vince | vivian viv | vivienne viv | walter wal wally
wendy wend | wilfred wilf fred | william bill will billy willie liam gwilym | winifred win winnie
yvonne eve | zachary zak zach | agnieszka aga | aleksandra ola | katarzyna kasia | malgorzata gosia
krzysztof krzys | stanislaw staszek | tomasz tomek | gurpreet gurp | harjinder harj
"""


@lru_cache(maxsize=1)
def _lines() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lines = " | ".join(_joined(FORMS)).split(" | ")
    for number, line in enumerate(lines):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _joined(text: str) -> list[str]:
    """Lines that begin with spaces go on with the one before."""
    return text.strip().replace("\n    ", " ").splitlines()


def forms_of_one_name(one: str, other: str) -> bool:
    """Whether two folded words are forms of one first name.

    Examples
    --------
    >>> forms_of_one_name("bill", "william"), forms_of_one_name("alexander", "alexandra")
    (True, False)
    """
    known = _lines()
    return one != other and bool(known.get(one, frozenset()) & known.get(other, frozenset()))


def known_first_names(one: str, other: str) -> bool:
    """Whether both words are first names we know, so that one letter makes two people of them."""
    known = _lines()
    return one in known and other in known
