import { Migration } from '@mikro-orm/migrations';

/**
 * The database's `name_key` knows the letters and signs of all scripts that look like Latin ones, as Unicode's confusables
 * name them. The same as `nameKey` of the contracts, by this Node's knowledge of Unicode.
 */
export class NameKeysOfAllScripts extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    const looks = (text: string) => `translate(${text}, '${OTHERS}', '${LATIN}')`;
    const seen = `regexp_replace(normalize(name, nfkd), '[${unseen()}]', '', 'g')`;
    await this.execute(`
create or replace function ${schema}.name_key(name text) returns text language sql immutable strict parallel safe
return replace(replace(${looks(`lower(${looks(seen)} collate pg_catalog.pg_c_utf8)`)}, 'rn', 'm'), 'vv', 'w')`);
    await this.execute(`reindex index ${schema}.users_name_key`);
  }
}

const OTHERS =
  '!01Ii|¢¥Ð×ØðøĐđĦħıŁłŦŧƀƂƃƄƅƉƌƍƑƒƖƗƙƚƝƞƟƥƦƧƨƭƮƴƵƶƷƻƼƽǀǃǤǥȜȝȢȣȤȥȼȾɄɆɇɈɉɍɎɏɑɓɖɗɜɠɡɢɣɦɨɩɪɫɭɯɱɲɳɴɵɼɽʀʂʈʉʋʍʏʐʒʗʙʜʝʟʠͿΑΒΕΖΗΘΙΚΜΝΟΡΤΥΧαβγεζηθικμνορςστυχωϛϜϝϨϩϳϺϻЅІЈАБВЕЗКМНОРСТУХЬабвгезкмнопрстухьѕіїјћѡѢѣѲѳѴѵѽҌҍғҘҙҚқҞҟҢңҪҫҬҭҮүҰұҲҳһҽҿӀӇӈӉӊӍӎӏӠӡӨөԁԌԍԛԜԝՍՏՕագզհոռստցքօ׀וטןסاه١٥٧ٳھہە۱۵۷ۿ߀ߊ०০৪৭੦੧੪૦ଃଠ୦୨௦ం౦ಂ೦ംഠ൦൭ං๐໐တဝ၀ყჿሀዐᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᎾᏀᏂᏃᏌᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏫᏮᏲᏳᏴᏺᏻᏼᐯᑌᑭᑯᑲᑳᒍᒪᒿᕁᕼᕽᖇᖯᖴᗅᗞᗪᗰᗷ᙭᙮ᚷᛁᛕᛖᴀᴄᴅᴇᴊᴋᴍᴏᴑᴘᴛᴜᴠᴡᴢᴦᴩᵮᵯᵰᵲᵴᵵᵶᵻᵼᵽᵾᶃᶌẝỿ₡₥₩₫₭₮℮∣∨∪⊖⊝⊤⋁⋃⋿⍡⍬⍳⍴⍵⍶⍸⍹⍺⏽╳⟙⤫⤬⨯⨰ⱦⱧⱨⱩⱪⲅⲎⲏⲒⲓⲔⲕⲘⲙⲚⲛⲞⲟⲢⲣⲤⲥⲦⲧⲨⲩⲬⲭⲱⳊⳋⳌⳍⳐⳑⳒⳓⴱⴸⴹⵁⵏⵑⵔⵕⵝ〇ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꙄꙅꙇꙍꚕꛟꛯꜰꜱꝀꝁꝊꝋꝚꝛꝡꝪꝫꝮꝯꞘꞙꞟꞫꞲꞳꞴꞵꞷꬲꬵꬽꬾꭇꭈꭎꭒꭓꭕꭚꭰꭱꭲꭴꭵꭹꭺꭻꭼꮁꮃꮇꮋꮍꮎꮐꮒꮓꮜꮞꮟꮢꮤꮥꮩꮪꮮꮯꮲꮶꮷꮻꮾ𐆎𐆖𐆗𐊂𐊆𐊇𐊊𐊐𐊒𐊕𐊖𐊗𐊠𐊡𐊢𐊥𐊫𐊰𐊱𐊲𐊴𐋏𐋵𐌁𐌂𐌉𐌑𐌕𐌗𐌚𐌠𐌢𐐄𐐕𐐛𐐠𐐬𐐽𐑃𐑈𐒴𐓂𐓎𐓒𐓜𐓪𐓶𐓺𐔓𐔖𐔘𐔜𐔝𐔥𐔦𐔧𑓅𑓐𑜀𑜆𑜊𑜎𑜏𑢠𑢢𑢣𑢤𑢦𑢩𑢬𑢮𑢯𑢲𑢵𑢸𑢻𑢼𑣀𑣁𑣂𑣃𑣄𑣆𑣈𑣉𑣊𑣌𑣎𑣏𑣒𑣕𑣖𑣗𑣘𑣛𑣜𑣠𑣣𑣥𑣦𑣩𑣬𑣯𑣲𖼈𖼊𖼖𖼨𖼵𖼺𖼻𖽀𖽂𖽃𝈆𝈍𝈒𝈓𝈖𝈚𝈪𞣇𞣋🅮🜈🜔🝌🝨';
const LATIN =
  'lollllcYDxOdoDdHhlLlTtbbbbbDdgFfllklNnOpR22tTyZz325sllGg3388ZzcTUEeJjrYyabdd3gggyhllillwmnnnorrrstuumyz3cbhjlqJABEZHOlKMNOPTYXabyeznOlkmvopootuxwoFf22jMmSlJAbBE3KMHOPCTYXbabbre3kmhonpctyxbslijhwbbOoVvwbbr33KkKkHhCcTtYyYyXxheelHhHhMml33OodGgqWwUSOwqqhnnusgqollvlololoVloooloVoOloO89o98o8OO9oooooooo9ooooooyoUODRTlYAJEWMHYOGhZU4bRWSVSLCPKdO6hGBhgbVUPdbbJL2xHxRbFADDMBXxXlKMacdejkmooptuvwzrpfmnrstzllpugyfyCmWdKTelvUOOTvUETOlpwalwalXTxxxxtHhKkrHhllKkMmNnOoPpCcTtYyXxw9933Ll66OVEOllOQXOBPdDTGKJCZFMNLSRVHWXYAElOU22lwhV2fsKkOo22w3399Ffu3JXBbwefoorruuxxydrtolyajerwmhyoghzu4brwsvslcpkdo6NXVBEFlXOPSTABCFOMTYXHZBClMTX8lXOCLSoclsROU7rou7NOKCVFLXwOmvwwwVFLYEZ9E4LOU5TvsFlz7oz39e4l69ou5yOmZWCXWCVTLlRS3AUY3V7FROLl8CVOCT';

const UNSEEN = /[\p{M}\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const LAST = 0x10_ff_ff;

/** Characters that are not looked at, as the ranges of a bracket expression. */
function unseen(): string {
  const ranges: string[] = [];
  let first: number | undefined;
  // NUL is in no text of PostgreSQL.
  for (let code = 1; code <= LAST + 1; code += 1) {
    const is = code <= LAST && UNSEEN.test(String.fromCodePoint(code));
    if (is) first ??= code;
    else if (first !== undefined) {
      ranges.push(`${escaped(first)}-${escaped(code - 1)}`);
      first = undefined;
    }
  }
  return ranges.join('');
}

const escaped = (code: number) => `\\U${code.toString(16).padStart(8, '0')}`;
